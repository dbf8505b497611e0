import type { Context } from "../Context.ts";
import { formatAmount } from "../output/formatAmount.ts";

/** An amount of a token. */
export type Sum = {
  /** Address of the token. */
  readonly currency: string;
  /** Smallest units. */
  readonly amount: bigint;
};

/** Amounts added up by token; those of 0 are left out. */
export function addUp(sums: readonly Sum[]): readonly Sum[] {
  const totals = new Map<string, bigint>();
  for (const { currency, amount } of sums) totals.set(currency, (totals.get(currency) ?? 0n) + amount);
  return [...totals].map(([currency, amount]) => ({ currency, amount })).filter(({ amount }) => amount > 0n);
}

/** Amounts in words, added up by token: "12 COMMON, 3 USDC"; "nothing" for none. */
export async function sumsInWords(context: Context, sums: readonly Sum[]): Promise<string> {
  const words = addUp(sums).map(async ({ currency, amount }) => formatAmount(amount, await context.unitOf(currency)));
  return (await Promise.all(words)).join(", ") || "nothing";
}
