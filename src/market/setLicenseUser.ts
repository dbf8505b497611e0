import { ILicenseMarket__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type SetLicenseUserParameters = {
  /** Identifier of the license. */
  readonly licenseId: bigint;
  /** Who may use it. */
  readonly user: string;
  /** Timestamp in seconds. */
  readonly expires: bigint;
};

/** Lets an account use a license of the caller until a time. */
export async function setLicenseUser(
  client: Client,
  { licenseId, user, expires }: SetLicenseUserParameters,
): Promise<void> {
  const market = ILicenseMarket__factory.connect(client.addresses.licenseMarket, client.runner);
  await send(client, market, "UpdateUser", () => market.setUser(licenseId, user, expires));
}
