import { expect } from "chai";
import type { Examples } from "../../../src/learning/Examples.ts";
import { evaluate } from "../../../src/learning/evaluate.ts";

describe("evaluate", () => {
  describe("when the loss is softmax", () => {
    // One feature x, logits 0 and x: the probability of class 1 is 1/(1 + e^−x).
    const parameters = Float64Array.of(0, 1, 0, 0);
    const examples: Examples = {
      width: 1,
      features: Float64Array.of(0, Math.log(3), Math.log(3), -Math.log(4)),
      labels: Uint32Array.of(0, 1, 0, 0),
    };

    it("returns mean cross-entropy and accuracy", () => {
      const { loss, accuracy, rmse, rowLosses } = evaluate({ widths: [1, 2] }, parameters, examples);
      const expected = [2, 4 / 3, 4, 5 / 4].map(Math.log);
      for (const [row, rowLoss] of rowLosses.entries()) expect(rowLoss).to.be.closeTo(expected[row] as number, 1e-15);
      expect(loss).to.be.closeTo(Math.log((2 * 4 * 4 * 5) / (3 * 4)) / 4, 1e-15);
      expect(accuracy).to.equal(0.75);
      expect(rmse).to.be.NaN;
    });

    it("weighs rows by their class so that the factors average 1", () => {
      const weighted = { widths: [1, 2], classWeights: [1, 5] } as const;
      const { loss, rowLosses } = evaluate(weighted, parameters, examples);
      // Factors w · 4 / (1 + 5 + 1 + 1): a half for class 0, two and a half for class 1.
      const expected = [0.5 * Math.log(2), 2.5 * Math.log(4 / 3), 0.5 * Math.log(4), 0.5 * Math.log(5 / 4)];
      for (const [row, rowLoss] of rowLosses.entries()) expect(rowLoss).to.be.closeTo(expected[row] as number, 1e-15);
      expect(loss).to.be.closeTo(expected.reduce((sum, part) => sum + part, 0) / 4, 1e-15);
    });

    it("gives the bits of no weights when all weights are equal", () => {
      const equal = evaluate({ widths: [1, 2], classWeights: [3, 3] }, parameters, examples);
      expect(equal).to.deep.equal(evaluate({ widths: [1, 2] }, parameters, examples));
    });
  });

  describe("when the loss is squared", () => {
    it("returns half the mean squared distance per row, and the root of the mean squared error", () => {
      // Predictions 2x + 1 and −x.
      const { loss, accuracy, rmse, rowLosses } = evaluate(
        { widths: [1, 2], loss: "squared" },
        Float64Array.of(2, -1, 1, 0),
        {
          width: 1,
          features: Float64Array.of(1, 2),
          labels: new Uint32Array(2),
          targets: Float64Array.of(0, -1, 5, 2),
        },
      );
      // Differences 3 and 0, then 0 and −4.
      expect([...rowLosses]).to.deep.equal([4.5, 8]);
      expect(loss).to.equal(6.25);
      expect(rmse).to.equal(2.5);
      expect(accuracy).to.be.NaN;
    });
  });

  describe("when the activation is tanh", () => {
    it("applies it between layers and not at the end", () => {
      const { loss } = evaluate(
        { widths: [1, 1, 1], activation: "tanh", loss: "squared" },
        Float64Array.of(1, 0, 10, 1),
        { width: 1, features: Float64Array.of(0.5), labels: new Uint32Array(1), targets: Float64Array.of(0) },
      );
      // tanh(½) = (e − 1)/(e + 1).
      const prediction = (10 * (Math.E - 1)) / (Math.E + 1) + 1;
      expect(loss).to.be.closeTo((prediction * prediction) / 2, 1e-13);
    });
  });
});
