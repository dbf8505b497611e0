import { useBits } from "../useBits.ts";

/** The names of uses that bits stand for. */
export function usesIn(uses: number): string[] {
  return Object.keys(useBits).filter((name) => (uses & useBits[name]!) !== 0);
}
