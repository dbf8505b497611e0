import { expect } from "chai";
import fc from "fast-check";
import { addNoise } from "../../../bench/attacks/contributors/addNoise.ts";
import { climbScore } from "../../../bench/attacks/contributors/climbScore.ts";
import { copyBest } from "../../../bench/attacks/contributors/copyBest.ts";
import { copySpied } from "../../../bench/attacks/contributors/copySpied.ts";
import { flipLabels } from "../../../bench/attacks/contributors/flipLabels.ts";
import { flipSign } from "../../../bench/attacks/contributors/flipSign.ts";
import { flipTargeted } from "../../../bench/attacks/contributors/flipTargeted.ts";
import { followStep } from "../../../bench/attacks/contributors/followStep.ts";
import { littleIsEnough } from "../../../bench/attacks/contributors/littleIsEnough.ts";
import { manipulateInnerProduct } from "../../../bench/attacks/contributors/manipulateInnerProduct.ts";
import { maximizeOnLine } from "../../../bench/attacks/contributors/maximizeOnLine.ts";
import { oneGradient } from "../../../bench/attacks/contributors/oneGradient.ts";
import { outputBiases } from "../../../bench/attacks/contributors/outputBiases.ts";
import { replayOwn } from "../../../bench/attacks/contributors/replayOwn.ts";
import { replayStep } from "../../../bench/attacks/contributors/replayStep.ts";
import { submitNoise } from "../../../bench/attacks/contributors/submitNoise.ts";
import { trainOn } from "../../../bench/attacks/contributors/trainOn.ts";
import { trainOnInvented } from "../../../bench/attacks/contributors/trainOnInvented.ts";
import { federatedAverage } from "../../../src/learning/aggregation/federatedAverage.ts";
import { sumOfTerms } from "../../../src/learning/aggregation/sumOfTerms.ts";
import { trimmedMean } from "../../../src/learning/aggregation/trimmedMean.ts";
import { cosine } from "../../../src/learning/cosine.ts";
import { createRandom } from "../../../src/learning/createRandom.ts";
import { dot } from "../../../src/learning/dot.ts";
import { evaluate } from "../../../src/learning/evaluate.ts";
import { lossAndGradient } from "../../../src/learning/lossAndGradient.ts";
import { norm } from "../../../src/learning/norm.ts";
import { pickRows } from "../../../src/learning/pickRows.ts";
import { scale } from "../../../src/learning/scale.ts";
import { subtract } from "../../../src/learning/subtract.ts";
import { sumFrom } from "../../../src/learning/sumFrom.ts";
import { firstRound } from "./smallWorld.ts";

const vector = (...values: number[]): Float64Array => Float64Array.from(values);
const published = (round: number, owner: number, score: number, value: number) => ({
  round,
  owner,
  score,
  update: vector(value, value),
});

describe("flipLabels", () => {
  it("trains on each label's successor and leaves the rows as they are", () => {
    const context = firstRound();
    const before = [...context.examples.labels];
    const labels = context.examples.labels.map((label) => [1, 2, 0][label] as number);
    const expected = trainOn(firstRound(), { ...context.examples, labels });
    expect(flipLabels(context)).to.deep.equal(expected);
    expect([...context.examples.labels]).to.deep.equal(before);
  });

  it("lowers the accuracy that honest training raises", () => {
    const context = firstRound();
    const flipped = sumFrom(context.base, [flipLabels(context) as Float64Array]);
    const honest = sumFrom(context.base, [context.own]);
    const accuracy = (weights: Float64Array) => evaluate(context.network, weights, context.shadow).accuracy;
    expect(accuracy(honest)).to.be.above(accuracy(flipped) + 0.3);
  });
});

describe("flipTargeted", () => {
  it("is honest work for who has no row of the class", () => {
    const context = firstRound();
    const rows = [...context.examples.labels.keys()].filter((row) => context.examples.labels[row] !== 0);
    const examples = pickRows(context.examples, rows);
    expect(flipTargeted(firstRound({ examples }))).to.deep.equal(trainOn(firstRound(), examples));
  });

  it("calls only class 0 something else", () => {
    const context = firstRound();
    const labels = context.examples.labels.map((label) => [1, 1, 2][label] as number);
    expect(flipTargeted(context)).to.deep.equal(trainOn(firstRound(), { ...context.examples, labels }));
  });
});

describe("flipSign", () => {
  it("turns the honest update around and stretches it", () => {
    expect(flipSign(5)(firstRound({ own: vector(1, -2, 0.5) }))).to.deep.equal(vector(-5, 10, -2.5));
  });
});

describe("manipulateInnerProduct", () => {
  it("sends −ε times the honest mean", () => {
    const others = [vector(1, 2), vector(3, 6)];
    expect(manipulateInnerProduct(0.5)(firstRound({ others }))).to.deep.equal(vector(-1, -2));
  });
});

describe("littleIsEnough", () => {
  const others = [vector(1, 10), vector(4, 40), vector(7, 70)];

  describe("when the rule is a trimmed mean that drops one value on each side", () => {
    it("stops at the first step, where the drop of the greatest value ends the effect", () => {
      // Mean (4, 40), deviation (3, 30): from z = 1 on, the aggregate is the mean of the two upper honest values.
      const update = littleIsEnough(firstRound({ others, aggregate: trimmedMean(1) }));
      expect(update).to.deep.equal(vector(4 + 10 * 3, 40 + 10 * 30));
    });
  });

  describe("when the rule is a mean, which every step moves farther", () => {
    it("doubles its step until the search ends", () => {
      const mean = sumOfTerms(federatedAverage);
      const update = littleIsEnough(firstRound({ others, aggregate: mean })) as Float64Array;
      expect((update[0] as number) / 3).to.be.closeTo(10 * (2 ** 19 - 1), 2);
    });
  });

  describe("when all honest updates are equal", () => {
    it("sends what they send", () => {
      const equal = [vector(2, 3), vector(2, 3)];
      expect(littleIsEnough(firstRound({ others: equal }))).to.deep.equal(vector(2, 3));
    });
  });
});

describe("maximizeOnLine", () => {
  const options = { start: 0, step: 10, shrink: 0.8, evaluations: 60 };

  it("comes close to the peak of a hill, from far away as well", () => {
    const peak = fc.double({ min: 30, max: 10_000, noNaN: true });
    fc.assert(
      fc.property(peak, (at) => {
        const found = maximizeOnLine((x) => -Math.abs(x - at), options);
        expect(Math.abs(found - at)).to.be.below(at / 2);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it("never ends below its start", () => {
    const wave = fc.tuple(fc.double({ min: -5, max: 5, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true }));
    fc.assert(
      fc.property(wave, ([a, b]) => {
        const value = (x: number): number => a * x - b * x * x;
        expect(value(maximizeOnLine(value, options))).to.be.at.least(value(0));
      }),
      { seed: 1, numRuns: 100 },
    );
  });
});

describe("submitNoise", () => {
  it("draws every number with the deviation asked for", () => {
    const noise = submitNoise(0.1)(firstRound({ base: new Float64Array(20_000) })) as Float64Array;
    expect(norm(noise) / Math.sqrt(noise.length)).to.be.closeTo(0.1, 0.002);
    expect(noise.reduce((sum, value) => sum + value, 0) / noise.length).to.be.closeTo(0, 0.003);
  });
});

describe("addNoise", () => {
  it("adds noise of the length asked for, whatever the update", () => {
    const numbers = fc.float64Array({ min: -1e3, max: 1e3, noNaN: true, minLength: 400, maxLength: 400 });
    fc.assert(
      fc.property(numbers, fc.double({ min: 0, max: 2, noNaN: true }), fc.nat(), (update, part, seed) => {
        fc.pre(norm(update) > 1);
        const length = norm(subtract(addNoise(update, part, createRandom(seed)), update)) / norm(update);
        // The length of 400 normal numbers varies by 3.5 %; five of these.
        expect(Math.abs(length - part)).to.be.at.most(0.18 * part + 1e-9);
      }),
      { seed: 1, numRuns: 100 },
    );
  });
});

describe("replayStep", () => {
  it("has nothing to send before a step was applied", () => {
    expect(replayStep(0.5)(firstRound())).to.equal(undefined);
  });

  it("sends the step itself without noise", () => {
    const lastStep = vector(1, -2, 3);
    expect(replayStep(0)(firstRound({ lastStep }))).to.deep.equal(lastStep);
  });
});

describe("replayOwn", () => {
  it("works in the first round", () => {
    const context = firstRound();
    expect(replayOwn(0.5)(context)).to.equal(context.own);
  });

  it("sends its own first update later, nobody else's", () => {
    const earlier = [published(0, 4, 9, 1), published(0, 5, 3, 2), published(1, 5, 8, 3)];
    expect(replayOwn(0)(firstRound({ round: 2, earlier }))).to.deep.equal(vector(2, 2));
  });
});

describe("copyBest", () => {
  it("has nothing to copy in the first round", () => {
    expect(copyBest(0)(firstRound())).to.equal(undefined);
  });

  it("takes the best-paid update of the last round that is not its own", () => {
    const earlier = [published(0, 1, 100, 1), published(1, 1, 10, 2), published(1, 2, 30, 3), published(1, 5, 50, 4)];
    expect(copyBest(0)(firstRound({ round: 2, earlier }))).to.deep.equal(vector(3, 3));
  });
});

describe("copySpied", () => {
  it("takes the update of one honest contributor of this round", () => {
    const others = [vector(1), vector(2), vector(3)];
    expect(copySpied(0)(firstRound({ others, owner: 5 }))).to.deep.equal(vector(3));
    expect(copySpied(0)(firstRound({ others, owner: 6 }))).to.deep.equal(vector(1));
  });
});

describe("outputBiases", () => {
  it("is noise on the biases of the last layer, and zero elsewhere", () => {
    const context = firstRound();
    const noise = outputBiases(context);
    const classes = context.network.widths.at(-1) as number;
    expect(noise.length).to.equal(context.base.length);
    for (const [p, value] of noise.entries()) expect(value !== 0).to.equal(p >= noise.length - classes);
  });
});

describe("followStep", () => {
  it("has nothing to follow before a step was applied", () => {
    expect(followStep(0.5, oneGradient)(firstRound())).to.equal(undefined);
  });

  it("adds a part of the step's length in the direction given", () => {
    const lastStep = vector(3, 4);
    expect(followStep(0.2, () => vector(0, -7))(firstRound({ lastStep }))).to.deep.equal(vector(3, 3));
  });

  it("repeats the step when there is no direction", () => {
    const lastStep = vector(3, 4);
    expect(followStep(0.2, () => vector(0, 0))(firstRound({ lastStep }))).to.deep.equal(lastStep);
  });
});

describe("oneGradient", () => {
  it("points downhill on the attacker's rows", () => {
    const context = firstRound();
    const loss = (length: number): number =>
      evaluate(context.network, sumFrom(context.base, [scale(oneGradient(context), length)]), context.examples).loss;
    expect(loss(0.01)).to.be.below(loss(0));
    expect(loss(-0.01)).to.be.above(loss(0));
  });
});

describe("trainOnInvented", () => {
  it("needs no data: other rows give the same update", () => {
    const { shadow } = firstRound();
    expect(trainOnInvented(firstRound())).to.deep.equal(trainOnInvented(firstRound({ examples: shadow, shadow })));
  });

  it("makes the model surer of what it says already", () => {
    const context = firstRound();
    const update = trainOnInvented(context) as Float64Array;
    const random = createRandom(99);
    const features = Float64Array.from({ length: 300 }, () => random.gaussian());
    const rows = { width: 3, features, labels: new Uint32Array(100) };
    const lossOfOwnAnswer = (weights: Float64Array): number => {
      const losses = [0, 1, 2].map(
        (label) => evaluate(context.network, weights, { ...rows, labels: rows.labels.map(() => label) }).rowLosses,
      );
      const least = Array.from(rows.labels, (_, row) => Math.min(...losses.map((of) => of[row] as number)));
      return least.reduce((sum, value) => sum + value, 0);
    };
    expect(lossOfOwnAnswer(sumFrom(context.base, [update]))).to.be.below(lossOfOwnAnswer(context.base));
  });
});

describe("climbScore", () => {
  it("is as long as the reference that training on its shadow rows gives, and scores the most that this length can", () => {
    const context = firstRound();
    const reference = trainOn(firstRound(), context.shadow);
    const update = climbScore(context) as Float64Array;
    const gradients = [0.5 - Math.sqrt(3) / 6, 0.5 + Math.sqrt(3) / 6].map((t) => {
      const point = sumFrom(context.base, [scale(reference, t)]);
      return lossAndGradient(context.network, point, context.shadow).gradient;
    });
    const descent = scale(sumFrom(new Float64Array(context.base.length), gradients), -0.5);
    // The product of two cosines is greatest on their bisector: (1 + cos of the angle between them) / 2.
    const most = (norm(descent) * norm(reference) * (1 + cosine(descent, reference))) / 2;
    expect(norm(update)).to.be.closeTo(norm(reference), 1e-9);
    expect((cosine(update, reference) * dot(descent, update)) / most).to.be.within(0.99, 1 + 1e-9);
    expect(cosine(update, reference)).to.be.below(0.9999);
  });
});
