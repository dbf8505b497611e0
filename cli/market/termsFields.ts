import type { Terms } from "../../src/market/Terms.ts";
import { formatAmount, type Unit } from "../output/formatAmount.ts";
import { formatDuration } from "../output/formatDuration.ts";
import type { Field } from "../output/formatFields.ts";
import { formatPercent } from "../output/formatPercent.ts";
import { usesIn } from "../output/usesIn.ts";
import { digestWords } from "./digestWords.ts";

/** Terms in words. What the chain does not enforce is marked. */
export function termsFields(terms: Terms, unit: Unit): readonly Field[] {
  const { uses, durationSeconds, quota, isTransferable, resaleRoyaltyBps, revenueShareBps } = terms;
  return [
    ["Price", formatAmount(terms.price, unit)],
    ["Permits", usesIn(uses).join(", ")],
    ["Lasts", durationSeconds === 0 ? "for ever" : `${formatDuration(durationSeconds)} from the purchase`],
    ["Uses", quota === 0 ? "any number" : `at most ${quota} recorded`],
    ["Transfer", isTransferable ? "holders may pass it on" : "stays with its holder"],
    [
      "Resale",
      isTransferable && resaleRoyaltyBps > 0
        ? `${formatPercent(resaleRoyaltyBps)} to the provider (off-chain)`
        : undefined,
    ],
    ["Revenue", revenueShareBps === 0 ? "none" : `${formatPercent(revenueShareBps)} of what training under it earns`],
    ["Policy", digestWords(terms.policyDigest)],
    ["Terms text", digestWords(terms.termsDigest)],
  ];
}
