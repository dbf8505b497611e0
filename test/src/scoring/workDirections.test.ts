import { expect } from "chai";
import { lossAndGradient } from "../../../src/learning/lossAndGradient.ts";
import { pickRows } from "../../../src/learning/pickRows.ts";
import { workDirections } from "../../../src/scoring/workDirections.ts";
import { clouds, network, roundWithFourHonestUpdates } from "./smallRound.ts";

describe("workDirections", () => {
  const { base, updates } = roundWithFourHonestUpdates();
  const reference = updates[0]?.update as Float64Array;
  const [root, validation] = [clouds(6, 2), clouds(9, 3)];
  const directions = [...workDirections({ network, base, reference, root, validation })];

  it("yields the reference, each class of both slices at three points, then every row of both", () => {
    expect(directions).to.have.length(1 + 3 * 2 * 3 + 6 + 9);
    expect(directions[0]).to.deep.equal(reference);
    const class1 = pickRows(root, [1, 4]);
    expect(directions[2]).to.deep.equal(lossAndGradient(network, base, class1).gradient);
    const end = base.map((value, p) => value + (reference[p] as number));
    expect(directions[1 + 12 + 1]).to.deep.equal(lossAndGradient(network, end, class1).gradient);
    expect(directions[19]).to.deep.equal(lossAndGradient(network, base, pickRows(root, [0])).gradient);
    expect(directions[20]).to.deep.equal(lossAndGradient(network, base, pickRows(validation, [0])).gradient);
    expect(directions.at(-1)).to.deep.equal(lossAndGradient(network, base, pickRows(validation, [8])).gradient);
  });
});
