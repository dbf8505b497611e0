import { readFile } from "node:fs/promises";
import { expect } from "chai";
import type { DemoResult } from "../../../services/demo/DemoResult.ts";
import { liveStory } from "../../../services/demo/liveStory.ts";
import { penguinsPath } from "../../../services/demo/penguinsPath.ts";
import { buildPopulation, tableOfRecords } from "../../../services/demo/population.ts";
import { readEvaluationReport } from "../../../src/learning/report/readEvaluationReport.ts";
import { createMemoryStore } from "../../support/createMemoryStore.ts";

const ROUNDS = 2;

/** The penguins' story of two rounds, from listed datasets to a later top-up. */
async function penguinStory(store = createMemoryStore()): Promise<DemoResult> {
  const table = tableOfRecords(JSON.parse(await readFile(penguinsPath, "utf8")));
  const world = { table, label: "Species", ownerColumn: "Island", contributors: 8, rounds: ROUNDS, seed: 7 };
  return liveStory({
    population: buildPopulation(world),
    table: { name: "penguins", rows: table.rows.length, label: "Species" },
    oracles: 5,
    store,
    say: () => {},
  });
}

describe("liveStory", function () {
  this.timeout(60_000);
  const store = createMemoryStore();
  let story: DemoResult;

  before(async () => {
    story = await penguinStory(store);
  });

  it("OFF-5: gives the same numbers for the same seed, gas included", async () => {
    expect(await penguinStory()).to.deep.equal(story);
  });

  it("pays the earned pot to the contributors, less the unit that rounding keeps", () => {
    for (const { earned, contributors } of story.rounds) {
      const paid = contributors.reduce((sum, { payout }) => sum + payout, 0);
      expect(Math.abs(paid - earned)).to.be.below(1e-9);
    }
  });

  it("pays each honest contributor in proportion to its settled score", () => {
    for (const { earned, contributors } of story.rounds) {
      const total = contributors.reduce((sum, { score }) => sum + score, 0);
      for (const { score, payout } of contributors) {
        expect(Math.abs(payout - (earned * score) / total)).to.be.below(1e-9);
      }
    }
  });

  it("splits a later top-up by the same shares", () => {
    for (const { contributors } of story.rounds) {
      const paid = contributors.reduce((sum, { payout }) => sum + payout, 0);
      const toppedUp = contributors.reduce((sum, { topUp }) => sum + topUp, 0);
      for (const { payout, topUp } of contributors)
        expect(Math.abs(topUp / toppedUp - payout / paid)).to.be.below(1e-9);
    }
  });

  it("pays neither the free rider nor the copycat", () => {
    for (const { contributors } of story.rounds) {
      for (const { role, payout } of contributors) {
        if (role === "freerider" || role === "copycat") expect(payout).to.be.below(0.1);
      }
    }
  });

  it("pays honest oracles in full and the others for what they agree on", () => {
    for (const { oracles } of story.rounds) {
      const honest = oracles.filter(({ role }) => role === "honest");
      for (const { agreement } of honest) expect(agreement).to.equal(1);
      for (const { role, payout } of oracles) {
        if (role !== "honest") expect(payout).to.be.below(honest[0]!.payout);
      }
    }
  });

  it("votes each better version live, which the next round starts from", () => {
    expect(story.rounds.map(({ vote }) => [vote?.fromVersion, vote?.toVersion, vote?.isPromoted])).to.deep.equal([
      [1, 2, true],
      [2, 3, true],
    ]);
    expect(story.rounds[1]!.baseAccuracy).to.equal(story.rounds[0]!.accuracy);
  });

  it("votes on an evaluation report that the store has and that tells each island apart", async () => {
    for (const { vote, accuracy, baseAccuracy, roundId } of story.rounds) {
      const report = readEvaluationReport(await store.get(vote!.reportDigest));
      expect(report.subject).to.include({ version: vote!.toVersion, previousVersion: vote!.fromVersion });
      expect(report.subject.roundId).to.equal(String(roundId));
      expect(report.metrics.accuracy).to.equal(accuracy);
      expect(Math.abs(report.change!.accuracy.mean! - (accuracy - baseAccuracy))).to.be.below(1e-12);
      expect(report.groups.map(({ value }) => value)).to.deep.equal(["Biscoe", "Dream", "Torgersen"]);
    }
  });

  it("beats what its honest contributors reach alone", () => {
    const { accuracy, localAccuracy } = story.rounds.at(-1)!;
    expect(accuracy).to.be.above(localAccuracy);
  });
});
