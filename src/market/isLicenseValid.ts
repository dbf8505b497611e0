import { ILicenseMarket__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";

export type IsLicenseValidParameters = {
  readonly licenseId: bigint;
  /** Who would use it. */
  readonly who: string;
  /** Sum of use bits. */
  readonly use: number;
  /** Past or present time, seconds. */
  readonly timestamp: bigint;
};

/** Whether an account may, or might at that time, use a license. */
export async function isLicenseValid(
  client: Client,
  { licenseId, who, use, timestamp }: IsLicenseValidParameters,
): Promise<boolean> {
  const market = ILicenseMarket__factory.connect(client.addresses.licenseMarket, client.runner);
  return read(market.isLicenseValid(licenseId, who, use, timestamp));
}
