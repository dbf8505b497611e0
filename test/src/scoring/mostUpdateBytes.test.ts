import { expect } from "chai";
import fc from "fast-check";
import { compressUpdate } from "../../../src/learning/compression/compressUpdate.ts";
import type { Transmission } from "../../../src/learning/compression/Transmission.ts";
import { createRandom } from "../../../src/learning/createRandom.ts";
import { mostUpdateBytes } from "../../../src/scoring/mostUpdateBytes.ts";
import { MOST_HEADER_BYTES } from "../../../src/storage/MOST_HEADER_BYTES.ts";

const transmissions: fc.Arbitrary<Transmission> = fc.oneof(
  fc.constantFrom<Transmission>({ kind: "dense", bits: 32 }, { kind: "dense", bits: 64 }),
  fc
    .record({ chunkSize: fc.integer({ min: 2, max: 4096 }), part: fc.double({ min: 0, max: 1, noNaN: true }) })
    .chain(({ chunkSize, part }) =>
      fc.constantFrom<2 | 8 | 32>(2, 8, 32).map((bits) => {
        return { kind: "sparse", chunkSize, kept: Math.max(1, Math.round(part * chunkSize)), bits } as const;
      }),
    ),
);

describe("mostUpdateBytes", () => {
  describe("given any transmission and any number of parameters", () => {
    it("is above what the update takes, even with the longest header", () => {
      fc.assert(
        fc.property(transmissions, fc.integer({ min: 1, max: 3000 }), (transmission, parameters) => {
          const random = createRandom(parameters);
          const update = Float64Array.from({ length: parameters }, () => random.gaussian());
          const { bytes } = compressUpdate({ update, residual: new Float64Array(parameters), transmission });
          const headerBytes = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
          expect(bytes.length - headerBytes).to.be.at.most(mostUpdateBytes(parameters) - MOST_HEADER_BYTES);
        }),
        { seed: 1, numRuns: 200 },
      );
    });
  });
});
