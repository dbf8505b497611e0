import { createHash } from "node:crypto";
import { expect } from "chai";
import { createRandom } from "../../../src/learning/createRandom.ts";
import { evaluate } from "../../../src/learning/evaluate.ts";
import { norm } from "../../../src/learning/norm.ts";
import { scale } from "../../../src/learning/scale.ts";
import { sumFrom } from "../../../src/learning/sumFrom.ts";
import { scoreUpdates } from "../../../src/scoring/scoreUpdates.ts";
import { termOf } from "../../../src/scoring/termOf.ts";
import { network, roundWithFourHonestUpdates } from "./smallRound.ts";

const WHOLE = 1_000_000_000;

function withNoise(update: Float64Array, part: number): Float64Array {
  const random = createRandom(77);
  const noise = (part * norm(update)) / Math.sqrt(update.length);
  return update.map((value) => value + noise * random.gaussian());
}

function sum(scores: Uint32Array): number {
  return scores.reduce((total, score) => total + score, 0);
}

describe("scoreUpdates", () => {
  describe("when everybody is honest and the model is untrained", () => {
    it("pays everybody, close to the whole pot and never more", () => {
      const { scores, explanations, isSignificant } = scoreUpdates(roundWithFourHonestUpdates());
      expect(isSignificant).to.equal(true);
      expect(explanations.map(({ status }) => status)).to.deep.equal(["scored", "scored", "scored", "scored"]);
      for (const score of scores) expect(score).to.be.above(0.1 * WHOLE);
      expect(sum(scores)).to.be.within(WHOLE - 4, WHOLE);
    });

    it("returns base + Σ terms as the aggregate, and it is better", () => {
      const round = roundWithFourHonestUpdates();
      const { aggregate, explanations, lossBefore, lossAfter } = scoreUpdates(round);
      const terms = explanations.map((explanation, i) =>
        termOf(round.updates[i]?.update, explanation, round.base.length),
      );
      expect(aggregate).to.deep.equal(sumFrom(round.base, terms));
      expect(lossBefore).to.equal(evaluate(network, round.base, round.validation).loss);
      expect(lossAfter).to.equal(evaluate(network, aggregate, round.validation).loss);
      expect(lossAfter).to.be.below(lossBefore);
    });

    it("gives these bits on every machine", () => {
      const { scores, aggregate } = scoreUpdates(roundWithFourHonestUpdates());
      const hash = createHash("sha256").update(Buffer.from(scores.buffer)).update(Buffer.from(aggregate.buffer));
      expect(hash.digest("hex")).to.equal("b16977f884452fb6444803b285e8005c9b90fa39ce73ef2c39f2e6a140d19d61");
    });
  });

  describe("when the commit order changes", () => {
    it("pays everybody the same, up to rounding", () => {
      const round = roundWithFourHonestUpdates();
      const forward = scoreUpdates(round).scores;
      const backward = scoreUpdates({ ...round, updates: [...round.updates].reverse() }).scores.reverse();
      for (const [i, score] of forward.entries()) expect(score).to.be.closeTo(backward[i] as number, 10);
    });
  });

  describe("when an update cannot be read", () => {
    it("calls it malformed and scores the others as if it were absent", () => {
      const round = roundWithFourHonestUpdates();
      const broken = [
        undefined,
        new Float64Array(3),
        Float64Array.from(round.base, () => NaN),
        Float64Array.from(round.base, () => 1e300),
      ];
      const updates = [...round.updates, ...broken.map((update, i) => ({ contributor: `mallory ${i}`, update }))];
      const { scores, explanations } = scoreUpdates({ ...round, updates });
      for (const explanation of explanations.slice(4)) expect(explanation).to.include({ status: "malformed", phi: 0 });
      expect([...scores]).to.deep.equal([...scoreUpdates(round).scores, 0, 0, 0, 0]);
    });
  });

  describe("when an update is all zeros", () => {
    it("pays exactly 0 and changes nobody's score", () => {
      const round = roundWithFourHonestUpdates();
      const updates = [...round.updates, { contributor: "mallory", update: new Float64Array(round.base.length) }];
      const { scores, explanations } = scoreUpdates({ ...round, updates });
      expect(explanations[4]?.phi).to.equal(0);
      expect([...scores]).to.deep.equal([...scoreUpdates(round).scores, 0]);
    });
  });

  describe("when an update is tiny noise", () => {
    it("pays less than a thousandth of the pot", () => {
      const round = roundWithFourHonestUpdates();
      const random = createRandom(5);
      const updates = [
        ...round.updates,
        { contributor: "mallory", update: round.base.map(() => 1e-4 * random.gaussian()) },
      ];
      expect(scoreUpdates({ ...round, updates }).scores[4]).to.be.below(WHOLE / 1000);
    });
  });

  describe("when an update is scaled up", () => {
    it("clips it to the step of the root slice", () => {
      const round = roundWithFourHonestUpdates();
      const [alice, ...others] = round.updates;
      const honest = scoreUpdates(round);
      const updates = [{ contributor: "alice", update: scale(alice?.update as Float64Array, 1000) }, ...others];
      const { scores, explanations } = scoreUpdates({ ...round, updates });
      expect(explanations[0]?.clipFactor).to.be.below(0.01);
      expect(scores[0]).to.be.below(1.5 * (honest.scores[0] as number));
    });
  });

  describe("when an update points the other way", () => {
    it("is not trusted, is not applied and is not paid", () => {
      const round = roundWithFourHonestUpdates();
      const updates = [
        ...round.updates,
        { contributor: "mallory", update: scale(round.updates[0]?.update as Float64Array, -1) },
      ];
      const { scores, explanations } = scoreUpdates({ ...round, updates });
      expect(explanations[4]).to.include({ status: "untrusted", trust: 0, coefficient: 0 });
      expect(scores[4]).to.equal(0);
    });
  });

  describe("when an update copies one of this round", () => {
    it("pays the first commit only", () => {
      const round = roundWithFourHonestUpdates();
      const updates = [
        ...round.updates,
        { contributor: "mallory", update: withNoise(round.updates[1]?.update as Float64Array, 0.02) },
      ];
      const { scores, explanations } = scoreUpdates({ ...round, updates });
      expect(explanations[4]).to.include({ status: "duplicate-of-update", duplicateOf: 1 });
      expect([...scores]).to.deep.equal([...scoreUpdates(round).scores, 0]);
    });
  });

  describe("when an update copies one that an earlier round published", () => {
    it("pays nothing, whether the original earned or not", () => {
      const round = roundWithFourHonestUpdates();
      const erin = createRandom(6);
      const original = round.base.map(() => erin.gaussian());
      for (const score of [0, 5]) {
        const published = [{ contributor: "erin", update: original, score }];
        const updates = [...round.updates, { contributor: "mallory", update: withNoise(original, 0.02) }];
        const { scores, explanations } = scoreUpdates({ ...round, updates, published });
        expect(explanations[4]).to.include({ status: "duplicate-of-published", duplicateOf: 0 });
        expect(scores[4]).to.equal(0);
      }
    });
  });

  describe("when a contributor submits its own earlier update again", () => {
    it("pays nothing when it was paid before", () => {
      const round = roundWithFourHonestUpdates();
      const published = [{ contributor: "alice", update: round.updates[0]?.update as Float64Array, score: 1 }];
      expect(scoreUpdates({ ...round, published }).explanations[0]?.status).to.equal("duplicate-of-published");
    });

    it("pays when it earned nothing, even if mallory has published a copy meanwhile", () => {
      const round = roundWithFourHonestUpdates();
      const update = round.updates[0]?.update as Float64Array;
      const published = [
        { contributor: "alice", update, score: 0 },
        { contributor: "mallory", update: withNoise(update, 0.02), score: 0 },
      ];
      expect([...scoreUpdates({ ...round, published }).scores]).to.deep.equal([...scoreUpdates(round).scores]);
    });
  });

  describe("when the updates do not help", () => {
    it("pays nobody and keeps the base", () => {
      const round = roundWithFourHonestUpdates();
      const trained = scoreUpdates(round).aggregate;
      // The labels of the validation slice say the opposite of the root slice's.
      const validation = { ...round.validation, labels: round.validation.labels.map((label) => (label + 1) % 3) };
      const { scores, aggregate, isApplied, explanations } = scoreUpdates({ ...round, base: trained, validation });
      expect(sum(scores)).to.equal(0);
      expect(isApplied).to.equal(false);
      expect(aggregate).to.deep.equal(trained);
      expect(explanations[0]?.status).to.equal("round-not-significant");
    });
  });

  describe("when nobody submitted", () => {
    it("keeps the base", () => {
      const round = roundWithFourHonestUpdates();
      const { scores, aggregate } = scoreUpdates({ ...round, updates: [] });
      expect(scores.length).to.equal(0);
      expect(aggregate).to.deep.equal(round.base);
    });
  });
});
