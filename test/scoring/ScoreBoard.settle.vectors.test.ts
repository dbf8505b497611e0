import { expect } from "chai";
import { boardOverMock, type CrowdBallot, contributorsOf, crowdColumnsOf, playCrowd } from "../support/crowds.ts";
import { loadFixture } from "../support/loadFixture.ts";
import { settlementVectors } from "../support/settlementVectors.ts";

describe("ScoreBoard.settle, shared vectors", () => {
  for (const { name, stakes, silentStake, vectors, pot, fee, expected } of settlementVectors) {
    it(`SCO-3: ${name}`, async () => {
      const world = await loadFixture(boardOverMock);
      const { board, pool, token, oracles } = world;
      const contributors = contributorsOf(expected.consensus.length);
      const revealed = vectors.map((scores, k): CrowdBallot => ({ oracle: oracles[k]!, stake: stakes[k]!, scores }));
      const silent = silentStake === 0n ? [] : [{ oracle: oracles[vectors.length]!, stake: silentStake }];
      const ballots = [...revealed, ...silent];
      await playCrowd(world, { roundId: 1n, modelId: 1n, contributors, ballots, pot, fee });
      await board.settle(1n, crowdColumnsOf(contributors, revealed));

      expect((await pool.accountOf(1n)).totalScore).to.equal(expected.totalScore);
      expect((await pool.potOf(1n, token)).funded).to.equal(expected.earned);
      const members = await board.membersOf(1n);
      for (const [seat] of revealed.entries()) {
        expect(members[seat]!.disagreement).to.equal(expected.disagreements[seat]);
        expect(await board.claimFee.staticCall(1n, seat)).to.equal(expected.feePayments[seat]);
      }
    });
  }
});
