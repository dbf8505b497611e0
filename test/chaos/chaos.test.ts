import { expect } from "chai";
import { regressionSeeds } from "./regressionSeeds.ts";
import { playKills } from "./support/playKills.ts";
import { playReorgs } from "./support/playReorgs.ts";
import { playSeed } from "./support/playSeed.ts";
import { type Stage, startStage } from "./support/startStage.ts";

/** The short form of `npm run chaos`. */
describe("services in chaos", function () {
  this.timeout(180_000);
  let stage: Stage;
  before(async () => {
    stage = await startStage();
  });
  after(() => stage.close());

  describe("given nodes that misbehave, one of them lying, reorganisations and restarts", () => {
    for (const { seed, found } of regressionSeeds) {
      it(`OFF-1, OFF-2, OFF-3, OFF-4: serve the round of seed ${seed} once (it found ${found})`, async () => {
        const report = await playSeed(stage, seed);
        expect(report.problems).to.deep.equal([]);
        expect(report.faults).to.be.above(100);
      });
    }
  });

  describe("given reorganisations that take their acts out of the chain, and no node that remembers them", () => {
    const depths = [1, 3, 12, 64];
    for (const k of [2]) {
      const [commit, reveal, settle, claim] = [0, 1, 2, 3].map((place) => depths[(k + place) % 4]!) as [
        number,
        number,
        number,
        number,
      ];
      const what = `${commit} blocks in commit, ${reveal} in reveal, ${settle} in settle and ${claim} in claim`;
      it(`OFF-1, OFF-2, OFF-3, OFF-4: act again, once, after ${what}`, async () => {
        const report = await playReorgs(stage, { depths: { commit, reveal, settle, claim }, areLost: true });
        expect(report.problems).to.deep.equal([]);
        expect(report.lost.commit).to.be.above(0);
        expect(report.lost.reveal).to.be.above(0);
      });
    }
  });

  describe("given processes that are killed with SIGKILL at any step", () => {
    it("OFF-1, OFF-2, OFF-3, OFF-4: go on where they were", async () => {
      const report = await playKills(stage, 1, 0.3);
      expect(report.problems).to.deep.equal([]);
      expect(report.kills.size).to.be.above(2);
    });
  });
});
