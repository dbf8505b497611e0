import { expect } from "chai";
import { canonicalOrder } from "../../../../src/learning/aggregation/canonicalOrder.ts";
import { lowestIndices } from "../../../../src/learning/aggregation/lowestIndices.ts";

describe("canonicalOrder", () => {
  it("sorts by the first number that differs, −0 before 0", () => {
    const updates = [
      [1, 5],
      [0, 9],
      [-0, 10],
      [1, -5],
      [-2, 0],
    ].map((a): Float64Array => Float64Array.from(a));
    expect(canonicalOrder(updates).map((update) => updates.indexOf(update))).to.deep.equal([4, 2, 1, 3, 0]);
  });
});

describe("lowestIndices", () => {
  it("gives the places of the lowest values in index order; between equals the earlier one", () => {
    expect(lowestIndices(Float64Array.of(3, 1, 2, 1, 1), 2)).to.deep.equal([1, 3]);
    expect(lowestIndices(Float64Array.of(Infinity, 5, Infinity, 0), 3)).to.deep.equal([0, 1, 3]);
  });
});
