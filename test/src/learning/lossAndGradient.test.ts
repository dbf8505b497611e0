import { expect } from "chai";
import fc from "fast-check";
import { createRandom } from "../../../src/learning/createRandom.ts";
import type { Examples } from "../../../src/learning/Examples.ts";
import { evaluate } from "../../../src/learning/evaluate.ts";
import { LearningError } from "../../../src/learning/LearningError.ts";
import { lossAndGradient } from "../../../src/learning/lossAndGradient.ts";
import type { Network } from "../../../src/learning/Network.ts";
import { parameterCount } from "../../../src/learning/parameterCount.ts";

const network: Network = { widths: [3, 5, 4, 3] };

function smallWorld(): { parameters: Float64Array; examples: Examples } {
  const random = createRandom(11);
  const parameters = new Float64Array(parameterCount(network)).map(() => random.gaussian() / 2);
  const features = new Float64Array(3 * 20).map(() => random.gaussian());
  const labels = new Uint32Array(20).map(() => random.integer(3));
  return { parameters, examples: { width: 3, features, labels } };
}

function anyWorld(drawn: Network, rows: number, seed: number): { parameters: Float64Array; examples: Examples } {
  const random = createRandom(seed);
  const width = drawn.widths[0] as number;
  const outputs = drawn.widths[drawn.widths.length - 1] as number;
  const parameters = new Float64Array(parameterCount(drawn)).map(() => random.gaussian() / 2);
  const features = new Float64Array(width * rows).map(() => random.gaussian());
  if (drawn.loss === "squared") {
    const targets = new Float64Array(outputs * rows).map(() => random.gaussian());
    return { parameters, examples: { width, features, labels: new Uint32Array(rows), targets } };
  }
  const labels = new Uint32Array(rows).map(() => random.integer(outputs));
  return { parameters, examples: { width, features, labels } };
}

describe("lossAndGradient", () => {
  describe("when parameters and examples fit", () => {
    it("returns the loss that evaluate returns", () => {
      const { parameters, examples } = smallWorld();
      expect(lossAndGradient(network, parameters, examples).loss).to.equal(
        evaluate(network, parameters, examples).loss,
      );
    });

    it("returns the gradient that central differences approach", () => {
      const { parameters, examples } = smallWorld();
      const { gradient } = lossAndGradient(network, parameters, examples);
      const step = 1e-5;
      for (const i of parameters.keys()) {
        const up = parameters.slice();
        const down = parameters.slice();
        up[i] = (up[i] as number) + step;
        down[i] = (down[i] as number) - step;
        const slope = (evaluate(network, up, examples).loss - evaluate(network, down, examples).loss) / (2 * step);
        expect(gradient[i], `parameter ${i}`).to.be.closeTo(slope, 1e-7);
      }
    });
  });

  describe("given any network", () => {
    it("returns the gradient that central differences approach", () => {
      const networks = fc.record({
        widths: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 4 }),
        // Differences across the corner of a ReLU approach nothing, so only the smooth activation is drawn here.
        activation: fc.constant("tanh" as const),
        loss: fc.constantFrom("softmax" as const, "squared" as const),
        isWeighted: fc.boolean(),
      });
      fc.assert(
        fc.property(networks, fc.integer({ min: 1, max: 150 }), fc.nat(), ({ isWeighted, ...drawn }, rows, seed) => {
          const outputs = drawn.widths[drawn.widths.length - 1] as number;
          const weights = Array.from({ length: outputs }, (_, c) => 1 + c);
          const classWeights = isWeighted && drawn.loss === "softmax" ? { classWeights: weights } : {};
          const { parameters, examples } = anyWorld({ ...drawn, ...classWeights }, rows, seed);
          const { gradient } = lossAndGradient({ ...drawn, ...classWeights }, parameters, examples);
          const i = seed % parameters.length;
          const [down, up] = [-1e-5, 1e-5].map((step) => {
            const moved = parameters.with(i, (parameters[i] as number) + step);
            return evaluate({ ...drawn, ...classWeights }, moved, examples).loss;
          }) as [number, number];
          expect(gradient[i]).to.be.closeTo((up - down) / 2e-5, 1e-6);
        }),
        { seed: 3, numRuns: 150 },
      );
    });
  });

  describe("given the same rows in another grouping", () => {
    it("returns the sum of the rows' own gradients, in their order, to the bit", () => {
      const drawn: Network = { widths: [5, 7, 3] };
      // A power of two, so that dividing by the number of rows is exact; more rows than one pass takes.
      const rows = 128;
      const { parameters, examples } = anyWorld(drawn, rows, 8);
      const { width, features, labels } = examples;
      const sum = new Float64Array(parameters.length);
      for (let row = 0; row < rows; row++) {
        const alone = {
          width,
          features: features.slice(width * row, width * (row + 1)),
          labels: labels.slice(row, row + 1),
        };
        const { gradient } = lossAndGradient(drawn, parameters, alone);
        for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (gradient[i] as number) / rows;
      }
      expect(lossAndGradient(drawn, parameters, examples).gradient).to.deep.equal(sum);
    });
  });

  describe("when something does not fit", () => {
    it("throws LearningError with a code and a remedy", () => {
      const { parameters, examples } = smallWorld();
      const targets = new Float64Array(60);
      const squared: Network = { ...network, loss: "squared" };
      const cases: [string, Float64Array, Examples, Network?][] = [
        ["LEARNING_SHAPE", parameters.slice(1), examples],
        ["LEARNING_SHAPE", parameters, { ...examples, width: 2 }],
        ["LEARNING_NO_ROWS", parameters, { width: 3, features: new Float64Array(0), labels: new Uint32Array(0) }],
        ["LEARNING_LABEL", parameters, { ...examples, labels: examples.labels.map(() => 3) }],
        ["LEARNING_TARGET", parameters, { ...examples, targets }],
        ["LEARNING_TARGET", parameters, examples, squared],
        ["LEARNING_TARGET", parameters, { ...examples, targets: targets.slice(1) }, squared],
        ["LEARNING_TARGET", parameters, { ...examples, targets: targets.with(7, NaN) }, squared],
        ["LEARNING_NETWORK", parameters, examples, { ...network, classWeights: [1, 2] }],
      ];
      for (const [code, weights, rows, other = network] of cases) {
        expect(() => lossAndGradient(other, weights, rows))
          .to.throw(LearningError, /\n./)
          .with.property("code", code);
      }
    });
  });
});
