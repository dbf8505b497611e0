import { expect } from "chai";
import { cosine } from "../../../src/learning/cosine.ts";
import { createRandom } from "../../../src/learning/createRandom.ts";
import { createSketch } from "../../../src/scoring/createSketch.ts";
import { sketchSeed } from "../../../src/scoring/sketchSeed.ts";
import { clouds } from "./smallRound.ts";

function gaussian(length: number, seed: number): Float64Array {
  const random = createRandom(seed);
  return new Float64Array(length).map(() => random.gaussian());
}

describe("createSketch", () => {
  describe("given up to 4,096 numbers", () => {
    it("is a copy of the vector", () => {
      const vector = gaussian(4096, 1);
      const { dimensions, of } = createSketch(4096, 9);
      expect(dimensions).to.equal(4096);
      expect(of(vector)).to.deep.equal(vector);
      expect(of(vector)).to.not.equal(vector);
    });
  });

  describe("given more", () => {
    const length = 50_000;
    const { dimensions, of } = createSketch(length, 9);

    it("keeps cosines within a few hundredths, and more exactly the closer they are to 1", () => {
      expect(dimensions).to.equal(4096);
      const a = gaussian(length, 1);
      for (const [noise, error] of [
        [10, 0.05],
        [1, 0.04],
        [0.1, 0.001],
      ] as const) {
        const own = gaussian(length, 2);
        const b = a.map((value, i) => value + noise * (own[i] as number));
        expect(cosine(of(a), of(b))).to.be.closeTo(cosine(a, b), error);
      }
    });

    it("is linear", () => {
      const [a, b] = [gaussian(length, 3), gaussian(length, 4)];
      const [sa, sb] = [of(a), of(b)];
      const both = of(a.map((value, i) => 2 * value - (b[i] as number)));
      for (const [i, value] of both.entries())
        expect(value).to.be.closeTo(2 * (sa[i] as number) - (sb[i] as number), 1e-9);
    });

    it("depends on the seed", () => {
      expect(createSketch(length, 10).of(gaussian(length, 1))).to.not.deep.equal(of(gaussian(length, 1)));
    });
  });
});

describe("sketchSeed", () => {
  it("changes with one bit of one feature", () => {
    const slice = clouds(20, 1);
    const features = slice.features.slice();
    new Uint32Array(features.buffer)[17] = (new Uint32Array(features.buffer)[17] as number) ^ 1;
    expect(sketchSeed({ ...slice, features })).to.not.equal(sketchSeed(slice));
    expect(sketchSeed(slice)).to.equal(sketchSeed(clouds(20, 1)));
  });
});
