import { usageError } from "../usageError.ts";
import { useBits } from "../useBits.ts";

/** Uses as bits, from names with commas between them: train,evaluate. */
export function parseUses(text: string): number {
  return text.split(",").reduce((sum, name) => {
    const bit = useBits[name.trim().toLowerCase()];
    if (bit === undefined) throw usageError(`a use is one of ${Object.keys(useBits).join(", ")}, not "${name}".`);
    return sum | bit;
  }, 0);
}
