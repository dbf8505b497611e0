import { expect } from "chai";
import { scoreRound } from "../../../src/scoring/scoreRound.ts";
import { measureUpdate } from "../../../src/verification/measureUpdate.ts";
import { readRoundRecord } from "../../../src/verification/readRoundRecord.ts";
import { createMemoryStore } from "../../support/createMemoryStore.ts";
import { clientOf, DISHONEST, HONEST, playedRounds } from "./playedRounds.ts";

/** A round whose updates were revealed in the reverse order of their commits, and what scoring it gave. */
async function reversedRound(roundId: bigint) {
  const world = await playedRounds();
  const client = clientOf(world.archive);
  const store = createMemoryStore(new Map(world.contents));
  const record = await readRoundRecord(client, { roundId });
  const { submissions } = record;
  const reveals = submissions.reveals.map((reveal, i) => ({ ...reveal, commitOrder: 100 - i }));
  const scored = await scoreRound(client, store, { roundId });
  return { store, scored, record: { ...record, submissions: { ...submissions, reveals } } };
}

describe("measureUpdate", function () {
  this.timeout(60_000);

  describe("when an update repeats an earlier commit of the round", () => {
    it("counts commits, not positions", async () => {
      const { store, record, scored } = await reversedRound(HONEST);
      const explanations = scored.explanations.map((explanation) => ({
        ...explanation,
        status: "duplicate-of-update" as const,
        duplicateOf: 1,
      }));
      const { original } = await measureUpdate(store, record, { ...scored, explanations }, 0);
      // The second to commit was the last but one to reveal.
      expect(original).to.deep.equal({ contributor: scored.contributors.at(-2), roundId: HONEST });
    });
  });

  describe("when an update repeats one that was published", () => {
    it("counts every update of earlier rounds, readable or not", async () => {
      const { store, record, scored } = await reversedRound(DISHONEST);
      const copycat = scored.explanations.findIndex(({ status }) => status === "duplicate-of-published");
      const { original } = await measureUpdate(store, record, scored, copycat);
      expect(scored.explanations[copycat]?.duplicateOf).to.equal(1);
      expect(original).to.equal(record.submissions.earlier[1]);
    });
  });

  describe("given the sums of a round", () => {
    it("takes the full-pay gain from the task and adds up the positive values", async () => {
      const { store, record, scored } = await reversedRound(DISHONEST);
      const { fullPayGain, positiveValue, significance } = await measureUpdate(store, record, scored, 0);
      expect(significance).to.equal(1.64);
      expect(fullPayGain).to.equal(0.2 * scored.lossBefore);
      const [, best] = scored.explanations;
      const rider = scored.explanations[6];
      // Everybody else hurt, was left out or repeated another.
      expect(positiveValue).to.equal(best!.phi + rider!.phi);
    });
  });
});
