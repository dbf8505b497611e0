/**
 * How a task wants updates written. Dense: every number, as float64 or float32. Sparse: of every `chunkSize` consecutive
 * numbers the `kept` greatest, each as a float32 (`bits` 32) or as one of 255 or 4 levels (`bits` 8 or 2) of a shared
 * scale; see docs/communication.md.
 */
export type Transmission = { readonly kind: "dense"; readonly bits: 32 | 64 } | SparseTransmission;

export type SparseTransmission = {
  readonly kind: "sparse";
  /** Numbers per chunk, 2 to 4096. */
  readonly chunkSize: number;
  /** Numbers kept per chunk, 1 to chunkSize; a shorter last chunk keeps at most all it has. */
  readonly kept: number;
  readonly bits: 2 | 8 | 32;
};

/** What a task without a transmission means. */
export const DEFAULT_TRANSMISSION: Transmission = { kind: "dense", bits: 64 };
