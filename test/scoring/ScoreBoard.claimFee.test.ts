import { expect } from "chai";
import { boardOverMock, contributorsOf, crowdColumnsOf, playCrowd } from "../support/crowds.ts";
import { loadFixture } from "../support/loadFixture.ts";
import {
  columnsOf,
  commitBallots,
  enter,
  FEE,
  failedRoundOfVoidSlices,
  failedRoundWithoutQuorum,
  Phase,
  POT,
  revealBallots,
  roundInScoreCommit,
  roundInScoreReveal,
  roundInSettling,
  SCORES,
  STAKES,
  settledRound,
  settledRoundWithDissent,
  TOTAL_STAKE,
} from "../support/rounds.ts";

const shareOf = (seat: number) => (FEE * STAKES[seat]!) / TOTAL_STAKE;

describe("ScoreBoard.claimFee", () => {
  describe("when there is no such seat", () => {
    it("reverts with ScoreBoardUnknownSeat", async () => {
      const { board } = await loadFixture(settledRound);
      await expect(board.claimFee(1n, 3n))
        .to.be.revertedWithCustomError(board, "ScoreBoardUnknownSeat")
        .withArgs(1n, 3n, 3n);
    });
  });

  describe("given the member revealed nothing", () => {
    for (const fixture of [roundInScoreReveal, failedRoundWithoutQuorum]) {
      it(`reverts with ScoreBoardNothingToPay: ${fixture.name}`, async () => {
        const { board } = await loadFixture(fixture);
        await expect(board.claimFee(1n, 1n))
          .to.be.revertedWithCustomError(board, "ScoreBoardNothingToPay")
          .withArgs(1n, 1n);
      });
    }
  });

  describe("given the round is not settled", () => {
    it("reverts with ScoreBoardWrongPhase", async () => {
      const { board } = await loadFixture(roundInSettling);
      await expect(board.claimFee(1n, 0n))
        .to.be.revertedWithCustomError(board, "ScoreBoardWrongPhase")
        .withArgs(1n, Phase.Settling, Phase.Settled);
    });

    it("reverts with ScoreBoardWrongPhase after a failure for want of a quorum: the fee went back", async () => {
      const { board, rounds } = await loadFixture(failedRoundWithoutQuorum);
      await rounds.closeRound(1n);
      await expect(board.claimFee(1n, 0n))
        .to.be.revertedWithCustomError(board, "ScoreBoardWrongPhase")
        .withArgs(1n, Phase.Failed, Phase.Settled);
    });
  });

  describe("given the member dissented and was not assessed", () => {
    it("reverts with ScoreBoardNotAssessed", async () => {
      const { board } = await loadFixture(settledRoundWithDissent);
      await expect(board.claimFee(1n, 2n))
        .to.be.revertedWithCustomError(board, "ScoreBoardNotAssessed")
        .withArgs(1n, 2n);
    });
  });

  describe("given the member was paid before", () => {
    it("reverts with ScoreBoardNothingToPay", async () => {
      const { board } = await loadFixture(settledRound);
      await board.claimFee(1n, 0n);
      await expect(board.claimFee(1n, 0n))
        .to.be.revertedWithCustomError(board, "ScoreBoardNothingToPay")
        .withArgs(1n, 0n);
    });
  });

  describe("given the member agreed with the consensus", () => {
    it("pays its whole share by stake, whoever calls", async () => {
      const { board, pool, token, olga, otto, oscar, mallory, ethers } = await loadFixture(settledRound);
      for (const [seat, oracle] of [olga, otto, oscar].entries()) {
        expect(await board.claimFee.staticCall(1n, seat)).to.equal(shareOf(seat));
        const claiming = board.connect(mallory).claimFee(1n, seat);
        await expect(claiming).to.emit(board, "FeeClaimed").withArgs(1n, oracle, shareOf(seat));
        await expect(claiming).to.emit(pool, "FeePaid").withArgs(1n, oracle, shareOf(seat));
        await expect(claiming).to.not.emit(pool, "ReserveChanged");
        await expect(claiming).to.changeTokenBalances(
          ethers,
          token,
          [oracle, pool, mallory],
          [shareOf(seat), -shareOf(seat), 0n],
        );
        expect((await board.membersOf(1n))[seat]!.isPaid).to.equal(true);
      }
      expect((await pool.accountOf(1n)).fee).to.equal(0n);
    });
  });

  describe("given the member disagreed with the consensus", () => {
    it("pays its share times its agreement; the rest goes to the model's reserve", async () => {
      const world = await loadFixture(roundInScoreCommit);
      const { board, pool, token, olga, otto, oscar, ethers } = world;
      // 45 of 900 millions apart: a twentieth of the consensus costs a quarter of the share.
      const ballots = [
        { oracle: olga },
        { oracle: otto },
        { oracle: oscar, scores: [SCORES[0] - 45_000_000, SCORES[1], SCORES[2]] },
      ];
      await commitBallots(world, ballots);
      await enter(world, Phase.ScoreReveal);
      await revealBallots(world, ballots);
      await enter(world, Phase.Settling);
      await board.settle(1n, columnsOf(world, ballots));
      const pay = (shareOf(2) * 3n) / 4n;
      const reserve = await pool.reserveOf(1n, token);
      const claiming = board.claimFee(1n, 2n);
      await expect(claiming).to.emit(board, "FeeClaimed").withArgs(1n, oscar, pay);
      await expect(claiming)
        .to.emit(pool, "ReserveChanged")
        .withArgs(1n, token, reserve + shareOf(2) - pay);
      await expect(claiming).to.changeTokenBalances(ethers, token, [oscar, pool], [pay, -pay]);
    });

    it("pays nothing to a dissenter who misses more than a fifth", async () => {
      const world = await loadFixture(settledRoundWithDissent);
      const { board, oscar, ballots } = world;
      await board.assessDissent(1n, 2n, columnsOf(world, ballots.slice(2)), columnsOf(world, ballots.slice(0, 1)));
      await expect(board.claimFee(1n, 2n)).to.emit(board, "FeeClaimed").withArgs(1n, oscar, 0n);
    });

    it("pays nothing at full disagreement, and marks it paid", async () => {
      const world = await loadFixture(roundInScoreCommit);
      const { board, pool, token, olga, otto, oscar, ethers } = world;
      const ballots = [
        { oracle: olga, scores: [1_000_000_000, 0, 0] },
        { oracle: otto, scores: [1_000_000_000, 0, 0] },
        { oracle: oscar, scores: [0, 0, 1_000_000_000] },
      ];
      await commitBallots(world, ballots);
      await enter(world, Phase.ScoreReveal);
      await revealBallots(world, ballots);
      await enter(world, Phase.Settling);
      await board.settle(1n, columnsOf(world, ballots));
      const claiming = board.claimFee(1n, 2n);
      await expect(claiming).to.emit(board, "FeeClaimed").withArgs(1n, oscar, 0n);
      await expect(claiming).to.changeTokenBalances(ethers, token, [oscar, pool], [0n, 0n]);
      expect(await pool.reserveOf(1n, token)).to.equal(shareOf(2));
      expect((await board.membersOf(1n))[2]!.isPaid).to.equal(true);
    });

    it("pays nothing beyond full disagreement, which medians above the whole pot make possible", async () => {
      const world = await loadFixture(boardOverMock);
      const { board, pool, token, oracles, ethers } = world;
      const [whole, half] = [1_000_000_000, 500_000_000];
      const vectors = [
        [half, half, 0, 0],
        [half, 0, half, 0],
        [0, half, half, 0],
        [0, 0, 0, whole],
      ];
      const ballots = vectors.map((scores, k) => ({
        oracle: oracles[k]!,
        stake: k < 3 ? STAKES[0] : STAKES[2],
        scores,
      }));
      const contributors = contributorsOf(4);
      await playCrowd(world, { roundId: 1n, modelId: 1n, contributors, ballots });
      await board.settle(1n, crowdColumnsOf(contributors, ballots));
      expect((await board.membersOf(1n))[3]!.disagreement).to.equal(2_500_000_000n);
      const claiming = board.claimFee(1n, 3n);
      await expect(claiming).to.emit(board, "FeeClaimed").withArgs(1n, oracles[3], 0n);
      await expect(claiming).to.changeTokenBalances(ethers, token, [oracles[3]!, pool], [0n, 0n]);
    });
  });

  describe("given a minority called the slices void", () => {
    it("reverts with ScoreBoardNothingToPay for it", async () => {
      const world = await loadFixture(roundInScoreCommit);
      const { board, olga, otto, oscar } = world;
      const ballots = [{ oracle: olga }, { oracle: otto }, { oracle: oscar, isVoid: true }];
      await commitBallots(world, ballots);
      await enter(world, Phase.ScoreReveal);
      await revealBallots(world, ballots);
      await enter(world, Phase.Settling);
      await board.settle(1n, columnsOf(world, ballots.slice(0, 1)));
      await expect(board.claimFee(1n, 2n))
        .to.be.revertedWithCustomError(board, "ScoreBoardNothingToPay")
        .withArgs(1n, 2n);
    });
  });

  describe("given the slices were void", () => {
    it("reverts with ScoreBoardWrongPhase until the round is closed", async () => {
      const { board } = await loadFixture(failedRoundOfVoidSlices);
      await expect(board.claimFee(1n, 0n))
        .to.be.revertedWithCustomError(board, "ScoreBoardWrongPhase")
        .withArgs(1n, Phase.Failed, Phase.Settled);
    });

    it("pays the whole fee to those who said so, by stake", async () => {
      const { board, rounds, pool, token, olga, otto, ethers } = await loadFixture(failedRoundOfVoidSlices);
      await rounds.closeRound(1n);
      for (const [seat, oracle] of [olga, otto].entries()) {
        const pay = (FEE * STAKES[seat]!) / (STAKES[0] + STAKES[1]);
        const claiming = board.claimFee(1n, seat);
        await expect(claiming).to.emit(board, "FeeClaimed").withArgs(1n, oracle, pay);
        await expect(claiming).to.changeTokenBalances(ethers, token, [oracle, pool], [pay, -pay]);
      }
      expect((await pool.accountOf(1n)).fee).to.equal(1n);
    });

    it("reverts with ScoreBoardNothingToPay for those who scored them", async () => {
      const { board, rounds } = await loadFixture(failedRoundOfVoidSlices);
      await rounds.closeRound(1n);
      await expect(board.claimFee(1n, 2n))
        .to.be.revertedWithCustomError(board, "ScoreBoardNothingToPay")
        .withArgs(1n, 2n);
    });
  });

  it("settles every unit: pot, fees and reserve add up to what the sponsor paid", async () => {
    const world = await loadFixture(settledRoundWithDissent);
    const { board, pool, token, ballots } = world;
    await board.assessDissent(1n, 2n, columnsOf(world, ballots.slice(2)), columnsOf(world, ballots.slice(0, 1)));
    let paid = 0n;
    for (const seat of [0n, 1n, 2n]) {
      paid += await board.claimFee.staticCall(1n, seat);
      await board.claimFee(1n, seat);
    }
    const earned = (POT * SCORES.reduce((sum, score) => sum + BigInt(score), 0n)) / 1_000_000_000n;
    expect(earned + paid + (await pool.reserveOf(1n, token))).to.equal(POT + FEE);
    expect((await pool.accountOf(1n)).fee).to.equal(0n);
  });
});
