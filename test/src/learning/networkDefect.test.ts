import { expect } from "chai";
import { networkDefect } from "../../../src/learning/networkDefect.ts";

describe("networkDefect", () => {
  describe("when the network can be built", () => {
    const networks = [
      { widths: [4, 3] },
      { widths: [4, 8, 8, 3], activation: "tanh", loss: "softmax", classWeights: [1, 0.5, 2] },
      { widths: [1, 1], activation: "relu", loss: "squared" },
    ];
    for (const network of networks) {
      it(`returns undefined for ${JSON.stringify(network)}`, () => {
        expect(networkDefect(network)).to.equal(undefined);
      });
    }
  });

  describe("when it cannot", () => {
    const cases: [Parameters<typeof networkDefect>[0], RegExp][] = [
      [{}, /two widths/],
      [{ widths: [4] }, /two widths/],
      [{ widths: [4, 0, 2] }, /width 0 /],
      [{ widths: [4, 1.5] }, /width 1.5 /],
      [{ widths: [4, "3"] }, /width 3 /],
      [{ widths: [4, 3], activation: "gelu" }, /activation gelu/],
      [{ widths: [4, 3], activation: null }, /activation null/],
      [{ widths: [4, 3], loss: "hinge" }, /loss hinge/],
      [{ widths: [4, 3], loss: "squared", classWeights: [1, 1, 1] }, /no meaning/],
      [{ widths: [4, 3], classWeights: [1, 1] }, /3 classes/],
      [{ widths: [4, 3], classWeights: "111" }, /3 classes/],
      [{ widths: [4, 3], classWeights: [1, 0, 1] }, /weight 0 /],
      [{ widths: [4, 3], classWeights: [1, Infinity, 1] }, /weight Infinity /],
    ];
    for (const [network, message] of cases) {
      it(`says why for ${JSON.stringify(network)}`, () => {
        expect(networkDefect(network)).to.match(message);
      });
    }
  });
});
