import { ILicenseMarket__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";

export type CreditOfParameters = {
  readonly account: string;
  /** Address of the token. */
  readonly currency: string;
};

/** What an account can withdraw from the market in a currency: refunds, and payments that could not be made. */
export async function creditOf(client: Client, { account, currency }: CreditOfParameters): Promise<bigint> {
  const market = ILicenseMarket__factory.connect(client.addresses.licenseMarket, client.runner);
  return read(market.creditOf(account, currency));
}
