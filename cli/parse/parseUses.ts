import { useBits } from "../../src/market/useBits.ts";
import { usageError } from "../usageError.ts";

const bits: Readonly<Record<string, number>> = useBits;

/** Uses as bits, from names with commas between them: train,evaluate. */
export function parseUses(text: string): number {
  return text.split(",").reduce((sum, name) => {
    const word = name.trim().toLowerCase();
    const bit = Object.hasOwn(bits, word) ? bits[word] : undefined;
    if (bit === undefined) throw usageError(`a use is one of ${Object.keys(bits).join(", ")}, not "${name}".`);
    return sum | bit;
  }, 0);
}
