import { ILicenseMarket__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type RecordUseParameters = {
  /** Identifier of the license. */
  readonly licenseId: bigint;
  /** Sum of use bits. */
  readonly use: number;
  /** Round it was used in; 0 for none. */
  readonly roundId: bigint;
  /** Version it was used on; 0 for none. */
  readonly modelVersion: number;
  /** SHA-256 of what it was used on. */
  readonly digest: string;
};

/** Records a use of a license by the caller, its holder or user; the receipt is the provider's log. */
export async function recordUse(
  client: Client,
  { licenseId, use, roundId, modelVersion, digest }: RecordUseParameters,
): Promise<void> {
  const market = ILicenseMarket__factory.connect(client.addresses.licenseMarket, client.runner);
  await send(client, market, "LicenseUsed", () => market.recordUse(licenseId, use, roundId, modelVersion, digest));
}
