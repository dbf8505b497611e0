import { expect } from "chai";
import { createRandom } from "../../../src/learning/createRandom.ts";
import type { Examples } from "../../../src/learning/Examples.ts";
import { evaluate } from "../../../src/learning/evaluate.ts";
import { LearningError } from "../../../src/learning/LearningError.ts";
import { lossAndGradient } from "../../../src/learning/lossAndGradient.ts";
import { parameterCount } from "../../../src/learning/parameterCount.ts";

const network = { widths: [3, 5, 4, 3] };

function smallWorld(): { parameters: Float64Array; examples: Examples } {
  const random = createRandom(11);
  const parameters = new Float64Array(parameterCount(network)).map(() => random.gaussian() / 2);
  const features = new Float64Array(3 * 20).map(() => random.gaussian());
  const labels = new Uint32Array(20).map(() => random.integer(3));
  return { parameters, examples: { width: 3, features, labels } };
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

  describe("when something does not fit", () => {
    it("throws LearningError with a code and a remedy", () => {
      const { parameters, examples } = smallWorld();
      const cases: [string, Float64Array, Examples][] = [
        ["LEARNING_SHAPE", parameters.slice(1), examples],
        ["LEARNING_SHAPE", parameters, { ...examples, width: 2 }],
        ["LEARNING_NO_ROWS", parameters, { width: 3, features: new Float64Array(0), labels: new Uint32Array(0) }],
        ["LEARNING_LABEL", parameters, { ...examples, labels: examples.labels.map(() => 3) }],
      ];
      for (const [code, weights, rows] of cases) {
        expect(() => lossAndGradient(network, weights, rows))
          .to.throw(LearningError, /\n./)
          .with.property("code", code);
      }
    });
  });
});
