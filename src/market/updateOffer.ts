import { ILicenseMarket__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";
import type { Terms } from "./Terms.ts";

export type UpdateOfferParameters = {
  /** Identifier of the offer. */
  readonly offerId: bigint;
  /** The new terms, for the same asset. */
  readonly terms: Terms;
};

/** Replaces the terms of an offer of the caller and resolves to the revision; licenses sold keep theirs. */
export async function updateOffer(client: Client, { offerId, terms }: UpdateOfferParameters): Promise<number> {
  const market = ILicenseMarket__factory.connect(client.addresses.licenseMarket, client.runner);
  const { args } = await send(client, market, "OfferUpdated", () => market.updateOffer(offerId, terms));
  return Number(args.revision);
}
