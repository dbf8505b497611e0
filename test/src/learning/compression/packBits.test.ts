import { expect } from "chai";
import fc from "fast-check";
import { packBits } from "../../../../src/learning/compression/packBits.ts";
import { unpackBits } from "../../../../src/learning/compression/unpackBits.ts";

describe("packBits", () => {
  it("writes the least significant bit first", () => {
    // 1 = 000001, 2 = 000010, 63 = 111111: bits in order 100000 010000 111111, in bytes 10000001 00001111 11.
    expect(packBits([1, 2, 63], 6)).to.deep.equal(Uint8Array.of(0b10000001, 0b11110000, 0b11));
    expect(packBits([3, 0, 1, 2, 1], 2)).to.deep.equal(Uint8Array.of(0b10010011, 0b01));
  });

  it("writes bytes as they are", () => {
    expect(packBits([0, 255, 7], 8)).to.deep.equal(Uint8Array.of(0, 255, 7));
  });

  it("writes nothing for nothing", () => {
    expect(packBits([], 6)).to.deep.equal(new Uint8Array());
  });

  describe("given any numbers of any width", () => {
    it("is undone by unpackBits", () => {
      const cases = fc
        .integer({ min: 1, max: 16 })
        .chain((width) => fc.tuple(fc.constant(width), fc.array(fc.nat(2 ** width - 1))));
      fc.assert(
        fc.property(cases, ([width, numbers]) => {
          expect([...unpackBits(packBits(numbers, width), width, numbers.length)]).to.deep.equal(numbers);
        }),
        { seed: 1, numRuns: 300 },
      );
    });
  });
});
