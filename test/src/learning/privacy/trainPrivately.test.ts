import { expect } from "chai";
import { createRandom } from "../../../../src/learning/createRandom.ts";
import type { Examples } from "../../../../src/learning/Examples.ts";
import { evaluate } from "../../../../src/learning/evaluate.ts";
import { initializeParameters } from "../../../../src/learning/initializeParameters.ts";
import { lossAndGradient } from "../../../../src/learning/lossAndGradient.ts";
import { norm } from "../../../../src/learning/norm.ts";
import { addClippedGradient } from "../../../../src/learning/privacy/addClippedGradient.ts";
import { planPrivacy } from "../../../../src/learning/privacy/planPrivacy.ts";
import { trainPrivately } from "../../../../src/learning/privacy/trainPrivately.ts";
import { subtract } from "../../../../src/learning/subtract.ts";

const network = { widths: [2, 3] };
const optimization = { learningRate: 1, weightDecay: 0, optimizer: { kind: "sgd", momentum: 0 } } as const;
const silent = { uniform: () => 0, gaussian: () => 0 };
const oneStep = {
  delta: 1e-5,
  noiseMultiplier: 1,
  clipNorm: 0.5,
  samplingRate: 1,
  steps: 1,
  epsilon: 4.753,
  earlier: [],
};

function clouds(rows: number): Examples {
  const random = createRandom(21);
  const labels = new Uint32Array(rows).map(() => random.integer(3));
  const features = new Float64Array(2 * rows).map((_, i) => {
    const label = labels[i >> 1] as number;
    return random.gaussian() / 2 + (i % 2 === label ? 2 : 0);
  });
  return { width: 2, features, labels };
}

function rowOf({ width, features, labels }: Examples, row: number): Examples {
  return { width, features: features.slice(row * width, (row + 1) * width), labels: labels.slice(row, row + 1) };
}

describe("addClippedGradient", () => {
  describe("when the gradient is longer than the clip norm", () => {
    it("adds it at that length, in its direction", () => {
      const sum = new Float64Array(9).fill(1);
      const parameters = new Float64Array(9);
      // Zero weights: p = 1/3 each, so for label 0 the errors are (−2/3, 1/3, 1/3); inputs are (3, 4) and the bias's 1.
      const examples = { width: 2, features: Float64Array.of(3, 4), labels: Uint32Array.of(0) };
      addClippedGradient(sum, { network, parameters, examples, row: 0, clipNorm: 1 });
      const length = Math.sqrt((6 / 9) * 26);
      const expected = [-2 * 3, -2 * 4, 3, 4, 3, 4, -2, 1, 1].map((x) => 1 + x / 3 / length);
      for (const [i, x] of expected.entries()) expect(sum[i]).to.be.closeTo(x, 1e-15);
    });
  });

  describe("when the gradient is no longer than the clip norm", () => {
    it("adds it as it is", () => {
      const examples = clouds(4);
      const parameters = initializeParameters(network, createRandom(3));
      const sum = new Float64Array(9);
      addClippedGradient(sum, { network, parameters, examples, row: 2, clipNorm: 100 });
      expect(sum).to.deep.equal(lossAndGradient(network, parameters, rowOf(examples, 2)).gradient);
    });
  });

  describe("when the network predicts numbers", () => {
    it("adds the gradient of the row's own targets", () => {
      const sum = new Float64Array(3);
      const examples = {
        width: 2,
        features: Float64Array.of(9, 9, 2, 3),
        labels: new Uint32Array(2),
        targets: Float64Array.of(50, 4),
      };
      // ½ (0 − 4)² at zero weights: its derivative is −4 times the inputs and the bias's 1.
      const regression = { widths: [2, 1], loss: "squared" } as const;
      const parameters = new Float64Array(3);
      addClippedGradient(sum, { network: regression, parameters, examples, row: 1, clipNorm: 100 });
      expect([...sum]).to.deep.equal([-8, -12, -4]);
    });
  });

  describe("when the gradient is not finite", () => {
    it("adds nothing", () => {
      const examples = { width: 2, features: Float64Array.of(Infinity, 1), labels: Uint32Array.of(0) };
      const sum = new Float64Array(9).fill(1);
      addClippedGradient(sum, { network, parameters: new Float64Array(9).fill(1), examples, row: 0, clipNorm: 1 });
      expect([...sum]).to.deep.equal(Array(9).fill(1));
    });
  });
});

describe("trainPrivately", () => {
  describe("when one row is added", () => {
    it("moves the sum of a step by at most the clip norm", () => {
      const [base, many] = [initializeParameters(network, createRandom(3)), clouds(40)];
      const plan = { ...oneStep, samplingRate: 1 };
      const summed = (examples: Examples): Float64Array => {
        const update = subtract(trainPrivately(network, base, examples, { plan, optimization }, silent), base);
        return update.map((x) => x * examples.labels.length);
      };
      const without = { width: 2, features: many.features.slice(0, -2), labels: many.labels.slice(0, -1) };
      const moved = norm(subtract(summed(many), summed(without)));
      expect(moved).to.be.within(1e-3, plan.clipNorm * (1 + 1e-9));
    });
  });

  describe("when no row is in the batch", () => {
    it("takes a step of noise with the deviation σ C / expected batch", () => {
      const base = new Float64Array(9);
      const plan = { ...oneStep, samplingRate: 0.25, noiseMultiplier: 3 };
      let drawn = 0;
      const random = { uniform: () => 0.25, gaussian: () => ++drawn };
      const trained = trainPrivately(network, base, clouds(40), { plan, optimization }, random);
      // σ C / (q · rows) = 3 · 0.5 / 10, and a step of size 1 goes against the gradient.
      expect([...trained].map((x) => x.toFixed(12))).to.deep.equal(
        Array.from({ length: 9 }, (_, i) => (-0.15 * (i + 1)).toFixed(12)),
      );
    });
  });

  describe("when the clip norm is never reached and the noise is silent", () => {
    it("takes the step of plain gradient descent, and leaves the base alone", () => {
      const [base, examples] = [initializeParameters(network, createRandom(3)), clouds(40)];
      const before = base.slice();
      const plan = { ...oneStep, clipNorm: 100 };
      const trained = trainPrivately(network, base, examples, { plan, optimization }, silent);
      const { gradient } = lossAndGradient(network, base, examples);
      for (const [i, x] of trained.entries()) {
        expect(x).to.be.closeTo((base[i] as number) - (gradient[i] as number), 1e-12);
      }
      expect(base).to.deep.equal(before);
    });
  });

  describe("when the noise is real", () => {
    it("still learns from many rows", () => {
      const [base, examples] = [initializeParameters(network, createRandom(3)), clouds(600)];
      const plan = planPrivacy({ epsilon: 3, delta: 1e-5, samplingRate: 0.1, steps: 60, clipNorm: 1 });
      const gentle = { ...optimization, learningRate: 0.5 };
      const trained = trainPrivately(network, base, examples, { plan, optimization: gentle }, createRandom(8));
      expect(evaluate(network, base, examples).accuracy).to.be.below(0.5);
      expect(evaluate(network, trained, examples).accuracy).to.be.above(0.9);
    });
  });

  describe("when the plan has no noise", () => {
    it("throws PRIVACY_BAD_VALUE", () => {
      const plan = { ...oneStep, noiseMultiplier: 0 };
      expect(() => trainPrivately(network, new Float64Array(9), clouds(4), { plan, optimization }, silent))
        .to.throw()
        .with.property("code", "PRIVACY_BAD_VALUE");
    });
  });
});
