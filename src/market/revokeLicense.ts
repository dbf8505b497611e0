import { ILicenseMarket__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type RevokeLicenseParameters = {
  /** Identifier of the license. */
  readonly licenseId: bigint;
  /** SHA-256 of the reason. */
  readonly reasonDigest: string;
};

/** Ends a license now; the unearned part of its fee becomes the holder's credit. */
export async function revokeLicense(
  client: Client,
  { licenseId, reasonDigest }: RevokeLicenseParameters,
): Promise<void> {
  const market = ILicenseMarket__factory.connect(client.addresses.licenseMarket, client.runner);
  await send(client, market, "LicenseRevoked", () => market.revoke(licenseId, reasonDigest));
}
