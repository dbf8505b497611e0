import type { TermSource } from "./TermSource.ts";

/** Terms that are all in memory, as a source. */
export function toTermSource(terms: readonly Float64Array[] | TermSource): TermSource {
  return "termOf" in terms ? terms : { count: terms.length, termOf: (i) => terms[i] as Float64Array };
}
