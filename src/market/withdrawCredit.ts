import { ILicenseMarket__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type WithdrawCreditParameters = {
  /** Address of the token. */
  readonly currency: string;
};

/** Takes the caller's whole credit in a currency and resolves to the amount. */
export async function withdrawCredit(client: Client, { currency }: WithdrawCreditParameters): Promise<bigint> {
  const market = ILicenseMarket__factory.connect(client.addresses.licenseMarket, client.runner);
  const { args } = await send(client, market, "CreditWithdrawn", () => market.withdrawCredit(currency));
  return args.amount as bigint;
}
