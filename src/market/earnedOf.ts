import { ILicenseMarket__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";

/** What a license brought its provider so far, smallest units of its currency. */
export type LicenseEarnings = {
  /** Earned, withdrawn or not. */
  readonly earned: bigint;
  /** The part of it that can be withdrawn now. */
  readonly due: bigint;
};

export type EarnedOfParameters = {
  readonly licenseId: bigint;
};

/** Reads what of a license's fee its provider has earned by now. */
export async function earnedOf(client: Client, { licenseId }: EarnedOfParameters): Promise<LicenseEarnings> {
  const market = ILicenseMarket__factory.connect(client.addresses.licenseMarket, client.runner);
  const [earned, { withdrawn }] = await Promise.all([
    read(market.earnedOf(licenseId)),
    read(market.licenseOf(licenseId)),
  ]);
  return { earned, due: earned > withdrawn ? earned - withdrawn : 0n };
}
