import { expect } from "chai";
import { niceTicks } from "../../../../services/demo/report/niceTicks.ts";

describe("niceTicks", () => {
  it("covers the values with round numbers", () => {
    expect(niceTicks(0.39, 0.98, 5)).to.deep.equal([0.2, 0.4, 0.6, 0.8, 1]);
    expect(niceTicks(-0.07, 0.16, 4)).to.deep.equal([-0.1, 0, 0.1, 0.2]);
    expect(niceTicks(0, 3, 3)).to.deep.equal([0, 1, 2, 3]);
  });

  it("has a width when all values are one", () => {
    for (const value of [0, 1, -2, 1e-9, 1e9]) {
      const ticks = niceTicks(value, value, 4);
      expect(ticks.length).to.be.within(2, 7);
      expect(ticks[0]).to.be.at.most(value);
      expect(ticks.at(-1)).to.be.at.least(value);
    }
  });
});
