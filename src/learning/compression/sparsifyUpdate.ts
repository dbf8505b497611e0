import { LearningError } from "../LearningError.ts";
import { CHUNKS_PER_SCALE } from "./CHUNKS_PER_SCALE.ts";
import { keptPositions } from "./keptPositions.ts";
import { quantizeValues } from "./quantizeValues.ts";
import type { SparseTransmission } from "./Transmission.ts";

/**
 * The update [P] that can be transmitted in place of `update` [P]: the greatest magnitudes of every chunk, on few levels.
 * Where everything is zero, or can be written already, it is `update` itself, so doing it twice changes nothing.
 */
export function sparsifyUpdate(update: Float64Array, transmission: SparseTransmission): Float64Array {
  const { kept, bits } = transmission;
  const positions = keptPositions(update, transmission);
  const values = Float64Array.from(positions, (position) => update[position] as number);
  if (bits === 32) {
    for (const [i, value] of values.entries()) values[i] = Math.fround(value);
  } else {
    const group = kept * CHUNKS_PER_SCALE;
    for (let from = 0; from < values.length; from += group) quantizeValues(values.subarray(from, from + group), bits);
  }
  const sparse = new Float64Array(update.length);
  for (const [i, position] of positions.entries()) {
    const value = values[i] as number;
    if (!Number.isFinite(value)) {
      const message = `Number ${position} of the update is ${update[position]}, beyond what a float32 scale can reach.`;
      throw new LearningError("LEARNING_BAD_FILE", message, "Clip the update, or train with a smaller learning rate.");
    }
    // −0 has no place in the format.
    sparse[position] = value === 0 ? 0 : value;
  }
  return sparse;
}
