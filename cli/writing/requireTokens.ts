import { tokenOf } from "../../src/token/tokenOf.ts";
import { AdvisedError } from "../AdvisedError.ts";
import type { Context } from "../Context.ts";
import { formatAmount, type Unit } from "../output/formatAmount.ts";

export type RequireTokensParameters = {
  readonly token: string;
  readonly unit: Unit;
  /** Smallest units. */
  readonly amount: bigint;
};

/**
 * Sees to it that the account has the tokens that a command takes, except where it only prints calldata.
 * @throws AdvisedError `FUNDS_SHORT`.
 */
export async function requireTokens(context: Context, { token, unit, amount }: RequireTokensParameters): Promise<void> {
  if (context.options.calldata === true) return;
  const account = await context.address();
  const { balance } = await tokenOf(await context.client(), { token, account });
  if (balance >= amount) return;
  const who = context.options.account ?? account;
  throw new AdvisedError(
    "FUNDS_SHORT",
    `${who} has ${formatAmount(balance, unit)}; this takes ${formatAmount(amount, unit)}.`,
    {
      remedy: `Send ${formatAmount(amount - balance, unit)} more to ${account} first. Nothing was sent.`,
      next: `account show ${who}`,
    },
  );
}
