import { expect } from "chai";
import fc from "fast-check";
import { trainOn } from "../../../bench/attacks/contributors/trainOn.ts";
import { copyWithNoise } from "../../../bench/attacks/identities/copyWithNoise.ts";
import { scaleUpdate } from "../../../bench/attacks/identities/scaleUpdate.ts";
import { splitData } from "../../../bench/attacks/identities/splitData.ts";
import { splitUpdate } from "../../../bench/attacks/identities/splitUpdate.ts";
import { trainAgain } from "../../../bench/attacks/identities/trainAgain.ts";
import { cosine } from "../../../src/learning/cosine.ts";
import { norm } from "../../../src/learning/norm.ts";
import { subtract } from "../../../src/learning/subtract.ts";
import { sumFrom } from "../../../src/learning/sumFrom.ts";
import { firstRound } from "./smallWorld.ts";

describe("scaleUpdate", () => {
  it("sends one update, longer", () => {
    expect(scaleUpdate(10)(firstRound({ own: Float64Array.of(1, -2) }))).to.deep.equal([Float64Array.of(10, -20)]);
  });
});

describe("splitUpdate", () => {
  it("sends parts that sum to the honest update", () => {
    const numbers = fc.float64Array({ min: -1e3, max: 1e3, noNaN: true, minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 9 }), (own, identities) => {
        const parts = splitUpdate(identities)(firstRound({ own }));
        expect(parts).to.have.length(identities);
        expect(norm(subtract(sumFrom(new Float64Array(own.length), parts), own))).to.be.at.most(1e-12 * norm(own));
      }),
      { seed: 1, numRuns: 50 },
    );
  });
});

describe("splitData", () => {
  it("is plain training when there is one identity", () => {
    expect(splitData(1)(firstRound())).to.deep.equal([trainOn(firstRound(), firstRound().examples)]);
  });

  it("gives no identity to parts without rows", () => {
    const { width, features, labels } = firstRound().examples;
    const two = { width, features: features.slice(0, 2 * width), labels: labels.slice(0, 2) };
    expect(splitData(5)(firstRound({ examples: two }))).to.have.length(2);
  });
});

describe("trainAgain", () => {
  it("sends the honest update and others that resemble it", () => {
    const context = firstRound();
    const [first, second, third] = trainAgain(3)(context) as [Float64Array, Float64Array, Float64Array];
    expect(first).to.equal(context.own);
    expect(second).to.not.deep.equal(third);
    expect(cosine(second, first)).to.be.above(0.5);
  });
});

describe("copyWithNoise", () => {
  it("sends the honest update once as it is and then with noise", () => {
    const context = firstRound();
    const [first, second] = copyWithNoise(2, 0.2)(context) as [Float64Array, Float64Array];
    expect(first).to.equal(context.own);
    expect(norm(subtract(second, first)) / norm(first)).to.be.within(0.1, 0.3);
  });
});
