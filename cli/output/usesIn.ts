import { useBits } from "../../src/market/useBits.ts";

/** The names of uses that bits stand for. */
export function usesIn(uses: number): string[] {
  return Object.entries(useBits).flatMap(([name, bit]) => ((uses & bit) !== 0 ? [name] : []));
}
