import { expect } from "chai";
import { createRandom } from "../../../src/learning/createRandom.ts";
import { isSliceVoid } from "../../../src/scoring/isSliceVoid.ts";
import { sliceDefect } from "../../../src/scoring/sliceDefect.ts";
import { clouds, network, training } from "./smallRound.ts";

const check = { network, training, seed: 3 };

describe("isSliceVoid", () => {
  describe("when a slice is sound, small or noisy", () => {
    it("is false", () => {
      const noisy = clouds(600, 1);
      const random = createRandom(4);
      const labels = noisy.labels.map((label) => (random.uniform() < 0.5 ? random.integer(3) : label));
      for (const slice of [clouds(600, 1), clouds(6, 2), { ...noisy, labels }]) {
        expect(sliceDefect({ ...check, slice })).to.equal(undefined);
        expect(isSliceVoid({ ...check, slice })).to.equal(false);
      }
    });
  });

  const good = clouds(60, 5);
  const random = createRandom(6);
  const large = clouds(600, 7);
  const cases = {
    "rows are too narrow": { ...good, width: 1 },
    "features are cut off": { ...good, features: good.features.slice(1) },
    "there are no rows": { width: 2, features: new Float64Array(0), labels: new Uint32Array(0) },
    "a feature is not finite": { ...good, features: good.features.map((value, i) => (i === 7 ? Infinity : value)) },
    "a label is unknown": { ...good, labels: good.labels.map((label, i) => (i === 7 ? 3 : label)) },
    "a class is missing": { ...good, labels: good.labels.map((label) => label % 2) },
    "no feature varies": { ...good, features: good.features.map(() => 1) },
    "labels are drawn by lot": { ...large, labels: large.labels.map(() => random.integer(3)) },
  };
  for (const [state, slice] of Object.entries(cases)) {
    describe(`when ${state}`, () => {
      it("is true, with a reason", () => {
        expect(isSliceVoid({ ...check, slice })).to.equal(true);
        expect(sliceDefect({ ...check, slice })).to.be.a("string");
      });
    });
  }

  describe("given a regression", () => {
    const regression = { ...check, network: { widths: [2, 4, 1], loss: "squared" as const } };
    const { width, features } = good;
    const sound = { width, features, labels: new Uint32Array(60), targets: features.filter((_, i) => i % 2 === 0) };

    it("is false for targets that vary", () => {
      expect(sliceDefect({ ...regression, slice: sound })).to.equal(undefined);
    });

    const broken = {
      "targets are missing": { width, features, labels: sound.labels },
      "targets are cut off": { ...sound, targets: sound.targets.slice(1) },
      "a target is not finite": { ...sound, targets: sound.targets.map((value, i) => (i === 3 ? NaN : value)) },
      "targets never vary": { ...sound, targets: sound.targets.map(() => 2) },
    };
    for (const [name, slice] of Object.entries(broken)) {
      it(`is true when ${name}`, () => {
        expect(sliceDefect({ ...regression, slice })).to.be.a("string");
      });
    }
  });
});
