import type { SparseTransmission } from "./Transmission.ts";

/** How many numbers of an update with `parameters` numbers are kept. */
export function keptCount(parameters: number, { chunkSize, kept }: SparseTransmission): number {
  return Math.floor(parameters / chunkSize) * kept + Math.min(parameters % chunkSize, kept);
}
