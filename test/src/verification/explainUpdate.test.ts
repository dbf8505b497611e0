import { expect } from "chai";
import { planPrivacy } from "../../../src/learning/privacy/planPrivacy.ts";
import type { ScoreExplanation } from "../../../src/scoring/ScoreExplanation.ts";
import { describeUpdate } from "../../../src/verification/describeUpdate.ts";
import { type ExplainedUpdate, explainUpdate } from "../../../src/verification/explainUpdate.ts";
import { readRoundRecord } from "../../../src/verification/readRoundRecord.ts";
import { createMemoryStore } from "../../support/createMemoryStore.ts";
import { clientOf, DISHONEST, HONEST, type PlayedRounds, playedRounds } from "./playedRounds.ts";

const FIRST_OWNER = 0;
const SECOND_OWNER = 1;
const TRAINER = 3;
const FREE_RIDER = 6;
const COPYCAT = 7;

describe("explainUpdate", function () {
  this.timeout(60_000);
  let world: PlayedRounds;

  before(async () => {
    world = await playedRounds();
  });

  const explain = (who: number, roundId: bigint, contents = world.contents) =>
    explainUpdate(clientOf(world.archive), createMemoryStore(new Map(contents)), {
      roundId,
      contributor: world.contributors[who]!,
    });
  const linesOf = async (who: number, roundId: bigint) => describeUpdate(await explain(who, roundId)).split("\n");
  const lineOf = async (who: number, roundId: bigint, step: string) =>
    (await linesOf(who, roundId)).find((line) => line.includes(` ${step}:`));

  describe("when the update was scored and paid", () => {
    it("has one sentence per step, in the order of a round", async () => {
      const steps = (await linesOf(SECOND_OWNER, HONEST)).flatMap((line) => /^\d+\. ([^:]+):/.exec(line)?.[1] ?? []);
      expect(steps).to.deep.equal([
        "Committed",
        "Revealed",
        "Readable",
        "Own",
        "Work",
        "Clipped",
        "Trust",
        "Value",
        "Significance",
        "Scale",
        "Outcome",
        "Oracles",
        "Settled",
        "Paid",
      ]);
    });

    it("dates commit and reveal by the chain's clock and names data and license", async () => {
      // The demo's chain starts on 2026-01-01; Commit lasts a day, and owner k has dataset k + 1.
      expect(await lineOf(SECOND_OWNER, HONEST, "Committed")).to.match(
        /^1\. Committed: 2026-01-02 \d\d:\d\d:\d\d UTC, as number 2 of 8\. Trained on dataset 2, which it owned\.$/,
      );
      expect(await lineOf(SECOND_OWNER, HONEST, "Revealed")).to.match(
        /: 2026-01-03 .* UTC, at position 1 of every vector/,
      );
      expect(await lineOf(TRAINER, HONEST, "Committed")).to.match(/Trained on dataset 4, under license 1\.$/);
      expect(await lineOf(TRAINER, HONEST, "Paid")).to.match(/ 5\.00 % of it belongs to the owner of dataset 4\.$/);
    });

    it("gives each oracle's score: three as recomputed, the lazy one's, the liar's", async () => {
      const { revealed } = await explain(SECOND_OWNER, HONEST);
      const { score } = revealed!.measured;
      expect(revealed!.oracles.map((oracle) => oracle.score)).to.deep.equal([score, score, score, 142_857_142, 0]);
      expect(revealed!.consensus).to.equal(score);
    });

    it("has claimed its share of the earned pot", async () => {
      const { payments } = await readRoundRecord(clientOf(world.archive), { roundId: HONEST });
      const { revealed } = await explain(SECOND_OWNER, HONEST);
      const share = (payments.earned * BigInt(revealed!.consensus)) / revealed!.totalScore;
      expect([revealed!.claimed, revealed!.claimable]).to.deep.equal([share, 0n]);
    });
  });

  describe("when the update was clipped", () => {
    it("gives both lengths and the factor between them", async () => {
      const { revealed } = await explain(SECOND_OWNER, DISHONEST);
      const { explanation, length } = revealed!.measured;
      expect(explanation.clipFactor).to.be.within(0.1, 0.99);
      const [, from, to, factor] = /from length ([\d.]+) to ([\d.]+), .* \(factor ([\d.]+)\)/.exec(
        (await lineOf(SECOND_OWNER, DISHONEST, "Clipped"))!,
      )!;
      expect(Math.abs(Number(from) - length!)).to.be.below(1e-3 * length!);
      expect(Math.abs(Number(to) - Number(from) * Number(factor))).to.be.below(1e-2);
    });
  });

  describe("when the update hurt the model", () => {
    it("says so with its negative value", async () => {
      expect(await lineOf(FIRST_OWNER, DISHONEST, "Value")).to.match(/Value: -0\.00\d+ nats/);
      expect(await lineOf(FIRST_OWNER, DISHONEST, "Outcome")).to.include("raised the validation loss");
    });
  });

  describe("when the update is noise", () => {
    it("says that there is no work in it", async () => {
      expect(await lineOf(FREE_RIDER, HONEST, "Work")).to.match(
        /aimed at the task 0\.\d+ times as much as noise reaches/,
      );
      expect(await lineOf(FREE_RIDER, HONEST, "Outcome")).to.include("no work of its own");
      expect(await lineOf(FREE_RIDER, HONEST, "Paid")).to.match(
        /Paid: 0\.0 COMMON claimed, 0\.0 COMMON claimable now\.$/,
      );
    });
  });

  describe("when the update repeats a published one", () => {
    it("names whose, the round and the cosine, and skips what was not reached", async () => {
      const record = await readRoundRecord(clientOf(world.archive), { roundId: HONEST });
      const [common] = record.judgement.columns![0]!.vectors;
      const best = record.submissions.reveals[common!.indexOf(Math.max(...common!))]!.contributor;
      expect(await lineOf(COPYCAT, DISHONEST, "Own")).to.match(
        new RegExp(`no: it repeats the update of ${best} in round 1 \\(cosine 0\\.999\\d+\\)\\.$`),
      );
      expect(await lineOf(COPYCAT, DISHONEST, "Trust")).to.equal(undefined);
    });
  });

  describe("when the update was never revealed", () => {
    it("ends there", async () => {
      expect((await linesOf(COPYCAT, HONEST)).slice(1)).to.have.lengthOf(2);
      expect(await lineOf(COPYCAT, HONEST, "Revealed")).to.include("never");
    });
  });

  describe("given a settled score that is not the recomputed one", () => {
    it("says both", async () => {
      const { revealed } = await explain(SECOND_OWNER, DISHONEST);
      expect(revealed!.measured.score).to.be.above(0);
      expect(await lineOf(SECOND_OWNER, DISHONEST, "Settled")).to.include(
        `Settled: 0 of 1000000000 parts of the pot (0.00 %), which is not the recomputed ${revealed!.measured.score}`,
      );
    });
  });

  describe("when somebody else's update cannot be fetched", () => {
    it("says what it was scored without", async () => {
      const { submissions } = await readRoundRecord(clientOf(world.archive), { roundId: HONEST });
      const contents = new Map(world.contents);
      contents.delete(submissions.reveals[0]!.updateDigest);
      const text = describeUpdate(await explain(SECOND_OWNER, HONEST, contents));
      expect(text).to.include(`scored as unreadable: the update of ${world.contributors[0]}: bafkrei`);
    });
  });

  describe("when the address took no part", () => {
    it("refuses with those that did", async () => {
      const stranger = "0x000000000000000000000000000000000000dEaD";
      const parameters = { roundId: HONEST, contributor: stranger };
      const error = await explainUpdate(clientOf(world.archive), createMemoryStore(new Map()), parameters).catch(
        (e) => e,
      );
      expect(error).to.include({ code: "CONTRIBUTOR_UNKNOWN" });
      for (const contributor of world.contributors) expect(error.message).to.include(contributor);
    });
  });

  describe("given any status", () => {
    const told = async (explanation: Partial<ScoreExplanation> & Pick<ScoreExplanation, "status">) => {
      const explained: ExplainedUpdate = await explain(SECOND_OWNER, HONEST);
      const revealed = explained.revealed!;
      const measured = { ...revealed.measured, explanation: { ...revealed.measured.explanation, ...explanation } };
      return describeUpdate({ ...explained, revealed: { ...revealed, measured } });
    };

    it("names the defect of a malformed update", async () => {
      const text = await told({ status: "malformed", defect: "number 3 is not finite" });
      expect(text).to.include("Readable: no: number 3 is not finite.");
      expect(text).to.not.include("Own");
    });

    it("says what part is new and how well it is aimed, and skips the value, where there is no work", async () => {
      const text = await told({ status: "no-work", work: { novelty: 0.5, evidence: 0.25 } });
      expect(text).to.include(
        "Work: 50 % of its length is not made of public updates (at least 3 % must be); where it is new, it is aimed at the task 0.25 times as much as noise reaches",
      );
      expect(text).to.include("Outcome: it holds no work of its own and earns nothing.");
      expect(text).to.not.include("Value:");
    });

    it("repeats what the contributor declares about privacy", async () => {
      const plan = planPrivacy({ epsilon: 3, samplingRate: 0.1, steps: 100, clipNorm: 1, delta: 1e-5 });
      const explained = await explain(SECOND_OWNER, HONEST);
      const revealed = explained.revealed!;
      const measured = { ...revealed.measured, privacy: plan };
      const text = describeUpdate({ ...explained, revealed: { ...revealed, measured } });
      expect(text).to.match(/Privacy: its contributor declares ε = [\d.]+ at δ = 0\.00001 \(100 steps/);
      expect(describeUpdate(explained)).to.not.include("Privacy:");
    });

    it("still shows what the update was worth in a round within chance", async () => {
      const text = await told({ status: "round-not-significant" });
      expect(text).to.include("nobody is paid");
      expect(text).to.include("Value: ");
    });
  });
});
