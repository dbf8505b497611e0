import { ILicenseMarket__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";
import type { Terms } from "./Terms.ts";

export type CreateOfferParameters = {
  /** What a license permits and costs. */
  readonly terms: Terms;
  /** Most licenses to sell; 0: any number. */
  readonly cap: number;
};

/** Offers licenses on an asset of the caller and resolves to the identifier of the offer. */
export async function createOffer(client: Client, { terms, cap }: CreateOfferParameters): Promise<bigint> {
  const market = ILicenseMarket__factory.connect(client.addresses.licenseMarket, client.runner);
  const { args } = await send(client, market, "OfferCreated", () => market.createOffer(terms, cap));
  return args.offerId as bigint;
}
