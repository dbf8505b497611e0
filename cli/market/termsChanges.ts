import type { Terms } from "../../src/market/Terms.ts";
import type { Unit } from "../output/formatAmount.ts";
import type { Field } from "../output/formatFields.ts";
import { termsFields } from "./termsFields.ts";

export type TermsVersion = {
  readonly terms: Terms;
  /** Of the currency. */
  readonly unit: Unit;
};

/** What differs between terms, in words: the label, and "50 COMMON → 60 COMMON". */
export function termsChanges(before: TermsVersion, after: TermsVersion): readonly Field[] {
  const earlier = new Map(termsFields(before.terms, before.unit));
  const later = new Map(termsFields(after.terms, after.unit));
  return [...new Set([...earlier.keys(), ...later.keys()])]
    .filter((label) => earlier.get(label) !== later.get(label))
    .map((label) => [label, `${earlier.get(label) ?? "nothing"} → ${later.get(label) ?? "nothing"}`]);
}
