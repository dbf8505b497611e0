import { expect } from "chai";
import { createOptimizer } from "../../../src/learning/createOptimizer.ts";
import type { TrainingOptions } from "../../../src/learning/TrainingOptions.ts";

/** θ after one and after two steps from θ = 1 with the gradients 0.5 and −0.25, η = 0.1. */
function twoSteps(optimizer: TrainingOptions["optimizer"], weightDecay: number): [number, number] {
  const step = createOptimizer(1, { steps: 2, batchSize: 1, learningRate: 0.1, weightDecay, optimizer });
  const parameters = Float64Array.of(1);
  step(parameters, Float64Array.of(0.5));
  const first = parameters[0] as number;
  step(parameters, Float64Array.of(-0.25));
  return [first, parameters[0] as number];
}

describe("createOptimizer", () => {
  const cases: { name: string; optimizer: TrainingOptions["optimizer"]; decay: number; expected: [number, number] }[] =
    [
      // 1 − 0.05, then + 0.025.
      { name: "plain SGD", optimizer: { kind: "sgd", momentum: 0 }, decay: 0, expected: [0.95, 0.975] },
      // v = 0.5, then 0.9 · 0.5 − 0.25 = 0.2.
      { name: "heavy ball", optimizer: { kind: "sgd", momentum: 0.9 }, decay: 0, expected: [0.95, 0.93] },
      // 1 · 0.98 − 0.05, then 0.93 · 0.98 − 0.02.
      {
        name: "heavy ball with decay",
        optimizer: { kind: "sgd", momentum: 0.9 },
        decay: 0.2,
        expected: [0.93, 0.8914],
      },
      // Steps 0.5 + 0.9 · 0.5 = 0.95, then −0.25 + 0.9 · 0.2 = −0.07.
      { name: "Nesterov", optimizer: { kind: "nesterov", momentum: 0.9 }, decay: 0, expected: [0.905, 0.912] },
      // β1 = β2 = ½, so that the numbers stay short. Step 1: m̂ = 0.5, v̂ = 0.25, ratio 0.5 / (0.5 + 0.5) = 0.5.
      // Step 2: m = 0.125 − 0.125 = 0, ratio 0. Decay multiplies by 0.98 each time.
      {
        name: "AdamW",
        optimizer: { kind: "adamw", beta1: 0.5, beta2: 0.5, epsilon: 0.5 },
        decay: 0.2,
        expected: [0.93, 0.9114],
      },
      // Step 1: ratio 0.5 / (0.5 + 0) = 1. Step 2: m = 0.9 · 0.05 − 0.025 = 0.02, m̂ = 0.02 / 0.19;
      // v = 0.999 · 0.00025 + 0.001 · 0.0625 = 0.00031225, v̂ = 0.00031225 / 0.001999.
      {
        name: "AdamW with usual rates",
        optimizer: { kind: "adamw", beta1: 0.9, beta2: 0.999, epsilon: 0 },
        decay: 0,
        expected: [0.9, 0.9 - (0.1 * (0.02 / 0.19)) / Math.sqrt(0.00031225 / 0.001999)],
      },
    ];
  for (const { name, optimizer, decay, expected } of cases) {
    describe(`when it is ${name}`, () => {
      it("makes the two steps computed by hand", () => {
        const [first, second] = twoSteps(optimizer, decay);
        expect(first).to.be.closeTo(expected[0], 1e-12);
        expect(second).to.be.closeTo(expected[1], 1e-12);
      });
    });
  }
});
