import { keptCount } from "./keptCount.ts";
import type { SparseTransmission } from "./Transmission.ts";
import { topIndices } from "./topIndices.ts";

/**
 * Positions of the greatest magnitudes of every chunk (DeMo, Peng et al. 2411.19870, without its cosine transform;
 * SparseLoCo, Sarfi et al. 2508.15706), ascending. `update` [P] must be finite.
 */
export function keptPositions(update: Float64Array, transmission: SparseTransmission): Uint32Array {
  const { chunkSize, kept } = transmission;
  const positions = new Uint32Array(keptCount(update.length, transmission));
  let at = 0;
  for (let from = 0; from < update.length; from += chunkSize) {
    for (const index of topIndices(update.subarray(from, from + chunkSize), kept)) positions[at++] = from + index;
  }
  return positions;
}
