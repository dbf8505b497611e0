import { ILicenseMarket__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";
import type { Terms } from "./Terms.ts";

export type BuyLicenseParameters = {
  /** Identifier of the offer. */
  readonly offerId: bigint;
  /** The terms as the buyer read them. */
  readonly terms: Terms;
  /** Most to pay, smallest units of the currency. */
  readonly maxPrice: bigint;
  /** Who will hold the license. */
  readonly recipient: string;
};

/** Buys a license and resolves to its identifier; stale terms or a higher price revert. */
export async function buyLicense(
  client: Client,
  { offerId, terms, maxPrice, recipient }: BuyLicenseParameters,
): Promise<bigint> {
  const market = ILicenseMarket__factory.connect(client.addresses.licenseMarket, client.runner);
  const { args } = await send(client, market, "LicenseBought", () => market.buy(offerId, terms, maxPrice, recipient));
  return args.licenseId as bigint;
}
