import type { SparseTransmission } from "./Transmission.ts";

/** What the header of a sparse update says about it: everything needed to read the file. */
export function sparseMetadata(
  parameters: number,
  { chunkSize, kept, bits }: SparseTransmission,
): ReadonlyMap<string, string> {
  return new Map([
    ["bits", String(bits)],
    ["chunkSize", String(chunkSize)],
    ["format", "commonweights.sparse.v1"],
    ["kept", String(kept)],
    ["parameters", String(parameters)],
  ]);
}
