import { ILicenseMarket__factory } from "../../typechain-types/index.ts";
import { sendAll } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type WithdrawEarningsParameters = {
  /** Licenses whose earned fees are due. */
  readonly licenseIds: readonly bigint[];
};

/** Pays what licenses have earned so far to the owners of their assets and resolves to the sum. */
export async function withdrawEarnings(client: Client, { licenseIds }: WithdrawEarningsParameters): Promise<bigint> {
  const market = ILicenseMarket__factory.connect(client.addresses.licenseMarket, client.runner);
  const events = await sendAll(client, market, "EarningsWithdrawn", () => market.withdraw([...licenseIds]));
  return events.reduce((sum, { args }) => sum + (args.amount as bigint), 0n);
}
