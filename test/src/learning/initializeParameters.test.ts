import { expect } from "chai";
import { createRandom } from "../../../src/learning/createRandom.ts";
import { initializeParameters } from "../../../src/learning/initializeParameters.ts";
import type { Network } from "../../../src/learning/Network.ts";

describe("initializeParameters", () => {
  const cases: [NonNullable<Network["activation"]>, number][] = [
    ["relu", 2],
    ["tanh", 1],
  ];
  for (const [activation, gain] of cases) {
    describe(`when the activation is ${activation}`, () => {
      it(`draws hidden weights of variance ${gain} / inputs, and starts everything else at 0`, () => {
        const inputs = 50;
        const hidden = 200;
        const parameters = initializeParameters({ widths: [inputs, hidden, 3], activation }, createRandom(1));
        const weights = parameters.slice(0, inputs * hidden);
        const bound = Math.sqrt((3 * gain) / inputs);
        const variance = weights.reduce((sum, weight) => sum + weight * weight, 0) / weights.length;
        expect(variance).to.be.closeTo(gain / inputs, (0.05 * gain) / inputs);
        expect(Math.max(...weights.map(Math.abs))).to.be.within(0.99 * bound, bound);
        expect(parameters.slice(inputs * hidden).every((value) => value === 0)).to.equal(true);
      });
    });
  }

  describe("when there is no hidden layer", () => {
    it("returns zeros", () => {
      expect(initializeParameters({ widths: [3, 2] }, createRandom(1))).to.deep.equal(new Float64Array(8));
    });
  });
});
