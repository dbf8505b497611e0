import { expect } from "chai";
import fc from "fast-check";
import { RetryableError } from "../../../src/errors/RetryableError.ts";
import { createRandom } from "../../../src/learning/createRandom.ts";
import type { Examples } from "../../../src/learning/Examples.ts";
import { initializeParameters } from "../../../src/learning/initializeParameters.ts";
import type { Network } from "../../../src/learning/Network.ts";
import { norm } from "../../../src/learning/norm.ts";
import { pickRows } from "../../../src/learning/pickRows.ts";
import { subtract } from "../../../src/learning/subtract.ts";
import { trainLocally } from "../../../src/learning/trainLocally.ts";
import type { RoundScores } from "../../../src/scoring/RoundScores.ts";
import { scoreUpdates } from "../../../src/scoring/scoreUpdates.ts";
import { scoringSteps } from "../../../src/scoring/scoringSteps.ts";
import { clouds, roundWithFourHonestUpdates, training } from "./smallRound.ts";

/** Wide enough for the test of work: 111 parameters. */
const wide: Network = { widths: [2, 18, 3] };

function honestUpdate(base: Float64Array, seed: number): Float64Array {
  return subtract(trainLocally(wide, base, clouds(24, seed), training, createRandom(seed)), base);
}

function noiseLike(update: Float64Array, part: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const size = (part * norm(update)) / Math.sqrt(update.length);
  return update.map(() => size * random.gaussian());
}

function plus(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value + (b[i] as number));
}

/** A second round: four contributors published in the first, and the model moved on. */
function secondRound() {
  const start = initializeParameters(wide, createRandom(1));
  const common = { network: wide, training, root: clouds(60, 2), validation: clouds(90, 3) };
  const first = ["alice", "bob", "carol", "dave"].map((contributor, i) => ({
    contributor,
    update: honestUpdate(start, 100 + i),
  }));
  const settled = scoreUpdates({ ...common, base: start, updates: first, published: [], seed: 9 });
  const base = settled.aggregate;
  return {
    ...common,
    base,
    seed: 10,
    published: first.map((update, i) => ({ ...update, score: settled.scores[i] as number })),
    steps: [subtract(base, start)],
    updates: ["alice", "bob", "carol", "dave"].map((contributor, i) => ({
      contributor,
      update: honestUpdate(base, 200 + i),
    })),
  };
}

function statuses({ explanations }: RoundScores): string[] {
  return explanations.map(({ status }) => status);
}

describe("scoringSteps", () => {
  describe("when updates are handed over one at a time", () => {
    it("gives the bits of a round in memory, and asks for no update more than three times", () => {
      const round = secondRound();
      const asked = new Map<string, number>();
      const scoring = scoringSteps({ ...round, submissions: round.updates, publications: round.published });
      let step = scoring.next();
      while (!step.done) {
        const { kind, index } = step.value;
        asked.set(`${kind} ${index}`, (asked.get(`${kind} ${index}`) ?? 0) + 1);
        const source = kind === "update" ? round.updates : round.published;
        step = scoring.next(source[index]?.update.slice());
      }
      expect(step.value).to.deep.equal(scoreUpdates(round));
      expect(Math.max(...asked.values())).to.equal(3);
      for (let k = 0; k < 4; k++) expect(asked.get(`publication ${k}`)).to.equal(1);
    });
  });

  describe("when somebody adds noise to a published update", () => {
    it("finds no work in it, at any level of noise, and pays the others as without it", () => {
      const round = secondRound();
      const alone = scoreUpdates(round);
      for (const [k, part] of [0.3, 0.5, 1].entries()) {
        const original = round.published[k]?.update as Float64Array;
        const update = plus(original, noiseLike(original, part, 7 + k));
        const scored = scoreUpdates({ ...round, updates: [...round.updates, { contributor: "mallory", update }] });
        expect(scored.explanations[4]).to.include({ status: "no-work", coefficient: 0, phi: 0 });
        expect([...scored.scores]).to.deep.equal([...alone.scores, 0]);
      }
    });
  });

  describe("when somebody submits noise of an honest update's length", () => {
    it("finds no work in it", () => {
      const round = secondRound();
      const update = noiseLike(round.updates[0]?.update as Float64Array, 1, 5);
      const { explanations } = scoreUpdates({
        ...round,
        updates: [...round.updates, { contributor: "mallory", update }],
      });
      expect(explanations[4]?.status).to.equal("no-work");
      expect(explanations[4]?.work?.evidence).to.be.below(1);
    });
  });

  describe("when everybody is honest", () => {
    it("finds work in every update, and says how much", () => {
      const scored = scoreUpdates(secondRound());
      for (const { status, work } of scored.explanations) {
        expect(status).to.be.oneOf(["scored", "negative", "untrusted", "round-not-significant"]);
        expect(work?.evidence).to.be.above(1);
        expect(work?.novelty).to.be.within(0.03, 1);
      }
    });
  });

  describe("given any order of the contributors", () => {
    it("gives everybody the same status and, up to rounding, the same score", () => {
      const round = secondRound();
      const inOrder = scoreUpdates(round);
      fc.assert(
        fc.property(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (order) => {
          const shuffled = scoreUpdates({ ...round, updates: order.map((i) => round.updates[i]!) });
          expect(statuses(shuffled)).to.deep.equal(order.map((i) => statuses(inOrder)[i]));
          for (const [k, i] of order.entries())
            expect(shuffled.scores[k]).to.be.closeTo(inOrder.scores[i] as number, 10);
        }),
        { seed: 1, numRuns: 20 },
      );
    });
  });

  describe("when an update is split over several identities", () => {
    it("pays the owner no more than before: the pieces are copies of each other", () => {
      const round = secondRound();
      const whole = scoreUpdates(round);
      const [mine, ...others] = round.updates;
      for (const pieces of [2, 3, 5]) {
        const split = Array.from({ length: pieces }, (_, k) => ({
          contributor: `sybil ${k}`,
          update: mine!.update.map((value) => value / pieces),
        }));
        const { scores, explanations } = scoreUpdates({ ...round, updates: [...split, ...others] });
        const total = scores.slice(0, pieces).reduce((sum, score) => sum + score, 0);
        expect(total).to.be.at.most(1.01 * (whole.scores[0] as number));
        for (const { status } of explanations.slice(1, pieces)) expect(status).to.equal("duplicate-of-update");
      }
    });
  });

  describe("when every row of the validation slice counts twice", () => {
    it("changes no value, only how sure the gain is", () => {
      const round = roundWithFourHonestUpdates();
      const once = scoreUpdates(round);
      const twice = scoreUpdates({ ...round, validation: repeated(round.validation) });
      expect(twice.gainError).to.be.closeTo(once.gainError / Math.SQRT2, 0.01 * once.gainError);
      for (const [i, { phi }] of once.explanations.entries()) {
        expect(twice.explanations[i]?.phi).to.be.closeTo(phi, 1e-12);
      }
    });
  });

  describe("when an update's numbers are so small or so large that their squares are lost", () => {
    it("is malformed, and takes nothing from the others", () => {
      const round = secondRound();
      const alone = scoreUpdates(round);
      const signs = (round.updates[0]!.update as Float64Array).map((value) => (value < 0 ? -1 : 1));
      const underflowing = signs.map((sign, i) => sign * (i === 0 ? 1.6e-162 : 1.5e-162));
      const original = round.published[0]!.update;
      const copy = plus(original, noiseLike(original, 0.3, 3));
      const huge = copy.map((value) => value * (1.2e154 / norm(copy)));
      for (const update of [underflowing, huge]) {
        const scored = scoreUpdates({ ...round, updates: [{ contributor: "mallory", update }, ...round.updates] });
        expect(statuses(scored)[0]).to.equal("malformed");
        expect([...scored.scores].slice(1)).to.deep.equal([...alone.scores]);
      }
    });

    it("is left out of what is public, too", () => {
      const round = secondRound();
      const lost = Array.from({ length: 20 }, (_, k) => ({
        contributor: "mallory",
        score: 1,
        update: round.base.map((_, i) => (i < 4 ? 1.79e308 : 0) * (k % 2 === 0 ? 1 : 1e-300)),
      }));
      const scored = scoreUpdates({ ...round, published: [...round.published, ...lost] });
      expect([...scored.scores]).to.deep.equal([...scoreUpdates(round).scores]);
    });
  });

  describe("when most updates of the round are noise", () => {
    it("calls no honest update a copy: noise does not tell how alike honest updates are", () => {
      const round = roundOf(5, 600);
      const noise = Array.from({ length: 8 }, (_, k) => ({
        contributor: `mallory ${k}`,
        update: noiseLike(round.updates[0]!.update, 1, 40 + k),
      }));
      const alone = scoreUpdates(round);
      const scored = scoreUpdates({ ...round, updates: [...round.updates, ...noise] });
      expect(statuses(scored).slice(0, 5)).to.deep.equal(statuses(alone));
      expect(statuses(scored).slice(5)).to.deep.equal(Array(8).fill("no-work"));
      expect([...scored.scores].slice(0, 5)).to.deep.equal([...alone.scores]);
    });
  });

  describe("when the network has more parameters than a sketch has dimensions", () => {
    it("still tells noise and noisy copies from work", () => {
      const network: Network = { widths: [2, 800, 3] };
      const { base, training, seed } = {
        ...roundWithFourHonestUpdates(),
        base: initializeParameters(network, createRandom(1)),
      };
      const trained = [1, 2, 3].map((k) =>
        subtract(trainLocally(network, base, clouds(60, k), training, createRandom(k)), base),
      );
      const honest = trained.map((update, k) => ({ contributor: `honest ${k}`, update }));
      const attacks = [
        noiseLike(trained[0]!, 1, 1),
        noiseLike(trained[0]!, 1, 2),
        plus(trained[1]!, noiseLike(trained[1]!, 0.3, 3)),
      ];
      const updates = [...honest, ...attacks.map((update, k) => ({ contributor: `mallory ${k}`, update }))];
      const round = { network, base, training, seed, published: [], root: clouds(60, 8), validation: clouds(60, 9) };
      const { explanations } = scoreUpdates({ ...round, updates });
      expect(base.length).to.be.above(4096);
      for (const { work } of explanations.slice(0, 3)) expect(work?.evidence).to.be.above(1);
      for (const { status } of explanations.slice(3)) expect(status).to.equal("no-work");
    });
  });

  describe("when an update is answered once and not again", () => {
    it("throws a RetryableError UPDATE_GONE", () => {
      const round = secondRound();
      const scoring = scoringSteps({ ...round, submissions: round.updates, publications: [] });
      const answered = new Set<number>();
      expect(() => {
        let step = scoring.next();
        while (!step.done) {
          const { index } = step.value;
          step = scoring.next(answered.has(index) ? undefined : round.updates[index]?.update);
          answered.add(index);
        }
      })
        .to.throw(RetryableError)
        .with.property("code", "UPDATE_GONE");
    });
  });
});

/** A first round of honest contributors with `rows` rows each. */
function roundOf(contributors: number, rows: number) {
  const base = initializeParameters(wide, createRandom(1));
  const updates = Array.from({ length: contributors }, (_, i) => ({
    contributor: `honest ${i}`,
    update: subtract(trainLocally(wide, base, clouds(rows, 100 + i), training, createRandom(100 + i)), base),
  }));
  return {
    network: wide,
    base,
    training,
    root: clouds(60, 2),
    validation: clouds(90, 3),
    seed: 9,
    published: [],
    updates,
  };
}

function repeated(examples: Examples): Examples {
  const rows = [...examples.labels.keys()];
  return pickRows(examples, [...rows, ...rows]);
}
