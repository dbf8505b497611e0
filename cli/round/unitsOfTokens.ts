import type { Context } from "../Context.ts";
import type { Unit } from "../output/formatAmount.ts";

/** Reads how each of some tokens is written, once; the answer looks one of them up. */
export async function unitsOfTokens(context: Context, tokens: readonly string[]): Promise<(token: string) => Unit> {
  const different = [...new Set(tokens)];
  const units = await Promise.all(different.map((token) => context.unitOf(token)));
  const known = new Map(different.map((token, k) => [token, units[k]!]));
  return (token) => known.get(token) ?? { symbol: token, decimals: 0 };
}
