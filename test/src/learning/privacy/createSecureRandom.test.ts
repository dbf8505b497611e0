import { expect } from "chai";
import { createRandom } from "../../../../src/learning/createRandom.ts";
import { createSecureRandom } from "../../../../src/learning/privacy/createSecureRandom.ts";

/** A seeded source in place of the cryptographic one, so that the statistics below are always the same. */
function seededSource(seed: number) {
  const random = createRandom(seed);
  return {
    getRandomValues(words: Uint32Array): void {
      for (let i = 0; i < words.length; i++) words[i] = random.integer(2 ** 32);
    },
  };
}

describe("createSecureRandom", () => {
  describe("when numbers are drawn", () => {
    it("uses 53 bits of two words, the high one first", () => {
      const source = {
        getRandomValues(words: Uint32Array): void {
          words.set([0xffffffff, 0xffffffff, 0x80000000, 0, 0, 64]);
        },
      };
      const { uniform } = createSecureRandom(source);
      expect([uniform(), uniform(), uniform()]).to.deep.equal([1 - 2 ** -53, 0.5, 2 ** -53]);
    });

    it("uses no word twice", () => {
      let filled = 0;
      const source = {
        getRandomValues(words: Uint32Array): void {
          words.fill(++filled * 2 ** 27);
        },
      };
      const { uniform } = createSecureRandom(source);
      const drawn = Array.from({ length: 8193 }, uniform);
      expect(drawn[8191]).to.be.closeTo(1 / 32, 1e-6);
      expect(drawn[8192]).to.be.closeTo(2 / 32, 1e-6);
    });

    it("has normals with the moments and the tail of a standard normal", () => {
      const { gaussian } = createSecureRandom(seededSource(5));
      const n = 100_000;
      const drawn = Array.from({ length: n }, gaussian);
      const moment = (power: number): number => drawn.reduce((sum, x) => sum + x ** power, 0) / n;
      // Four standard errors of each: the variances of x, x², x³, x⁴ are 1, 2, 15, 96.
      const bound = (variance: number): number => 4 * Math.sqrt(variance / n);
      expect(moment(1)).to.be.closeTo(0, bound(1));
      expect(moment(2)).to.be.closeTo(1, bound(2));
      expect(moment(3)).to.be.closeTo(0, bound(15));
      expect(moment(4)).to.be.closeTo(3, bound(96));
      // 1 − Φ(3) = 0.00135 on either side; a sum of twelve uniforms has 0.0011.
      const tail = drawn.filter((x) => Math.abs(x) > 3).length / n;
      expect(tail).to.be.closeTo(0.0027, bound(0.0027));
    });
  });

  describe("when the source is the platform's", () => {
    it("gives numbers in range that differ between generators", () => {
      const draw = (): number[] => Array.from({ length: 100 }, createSecureRandom(globalThis.crypto).uniform);
      const [one, other] = [draw(), draw()];
      for (const x of [...one, ...other]) expect(x).to.be.within(0, 1 - 2 ** -53);
      expect(one).to.not.deep.equal(other);
    });
  });
});
