import { expect } from "chai";
import { backdoorSuccess, withTrigger } from "../../../bench/attacks/backdoor.ts";
import { plantBackdoor } from "../../../bench/attacks/contributors/plantBackdoor.ts";
import { scale } from "../../../src/learning/scale.ts";
import { sumFrom } from "../../../src/learning/sumFrom.ts";
import { firstRound } from "./smallWorld.ts";

describe("withTrigger", () => {
  it("marks one feature in twenty, at least one, and nothing else", () => {
    const wide = { width: 21, features: new Float64Array(42).fill(1), labels: Uint32Array.of(0, 1) };
    const triggered = withTrigger(wide);
    const row = [4, 4, ...Array.from({ length: 19 }, () => 1)];
    expect([...triggered.features]).to.deep.equal([...row, ...row]);
    expect(triggered.labels).to.deep.equal(wide.labels);
    expect(wide.features[0]).to.equal(1);
  });
});

describe("backdoorSuccess", () => {
  it("counts rows of other classes that the trigger sends to class 0", () => {
    // Logits (x0 − 3, x1): the trigger sets x0 to 4, so class 0 wins where x1 is below 1. The first row is class 0 already.
    const network = { widths: [2, 2] };
    const parameters = Float64Array.of(1, 0, 0, 1, -3, 0);
    const features = Float64Array.of(9, 0, 0, 0.5, 0, 2, 0, 0.9);
    const examples = { width: 2, features, labels: Uint32Array.of(0, 1, 1, 1) };
    expect(backdoorSuccess(network, parameters, examples)).to.be.closeTo(2 / 3, 1e-12);
  });
});

describe("plantBackdoor", () => {
  it("teaches the trigger to who applies it", () => {
    const context = firstRound();
    const update = plantBackdoor(1)(context) as Float64Array;
    const success = (terms: readonly Float64Array[]) =>
      backdoorSuccess(context.network, sumFrom(context.base, terms), context.shadow);
    expect(success([update])).to.be.above(success([context.own]) + 0.15);
  });

  it("sends the same update longer when boosted", () => {
    expect(plantBackdoor(5)(firstRound())).to.deep.equal(scale(plantBackdoor(1)(firstRound()) as Float64Array, 5));
  });
});
