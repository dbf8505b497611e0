import { ILicenseMarket__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type CloseOfferParameters = {
  /** Identifier of the offer. */
  readonly offerId: bigint;
};

/** Closes an offer for ever. */
export async function closeOffer(client: Client, { offerId }: CloseOfferParameters): Promise<void> {
  const market = ILicenseMarket__factory.connect(client.addresses.licenseMarket, client.runner);
  await send(client, market, "OfferClosed", () => market.closeOffer(offerId));
}
