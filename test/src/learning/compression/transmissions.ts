import fc from "fast-check";
import type { SparseTransmission } from "../../../../src/learning/compression/Transmission.ts";

export const sparse = (kept: number, bits: 2 | 8 | 32, chunkSize = 64): SparseTransmission => ({
  kind: "sparse",
  chunkSize,
  kept,
  bits,
});

/** Any sparse transmission with small chunks. */
export const transmissions: fc.Arbitrary<SparseTransmission> = fc
  .tuple(fc.integer({ min: 2, max: 70 }), fc.nat(), fc.constantFrom(2 as const, 8 as const, 32 as const))
  .map(([chunkSize, draw, bits]) => sparse(1 + (draw % chunkSize), bits, chunkSize));

/** Any finite update, with equal magnitudes, zeros and extremes of float32 among its numbers. */
export const updates: fc.Arbitrary<Float64Array> = fc
  .array(
    fc.oneof(
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.constantFrom(0, -0, 1, -1, 0.5, 1e-46, 1e-38, -3e-38, 1e38, 2 ** -149),
    ),
    { maxLength: 200, size: "max" },
  )
  .map((numbers) => Float64Array.from(numbers));
