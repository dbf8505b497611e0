import { expect } from "chai";
import { id, parseEther } from "ethers";
import { parameters } from "../../rocketh/parameters.ts";
import { fieldsOf } from "../support/fieldsOf.ts";
import { loadFixture } from "../support/loadFixture.ts";
import {
  Failure,
  openRound,
  PHASES,
  Phase,
  roundBeforeSnapshot,
  roundInCommit,
  SNAPSHOT_SECONDS,
  STAKES,
  signerOf,
  startOf,
  TOTAL_STAKE,
} from "../support/rounds.ts";

describe("ScoreBoard.snapshotCommittee", () => {
  describe("when it is called before the last day of Commit", () => {
    it("reverts with ScoreBoardSnapshotTooEarly, to the second", async () => {
      const world = await loadFixture(roundInCommit);
      const { board, networkHelpers } = world;
      const opensAt = (await startOf(world, Phase.Reveal)) - SNAPSHOT_SECONDS;
      await networkHelpers.time.setNextBlockTimestamp(opensAt - 1n);
      await expect(board.snapshotCommittee(1n))
        .to.be.revertedWithCustomError(board, "ScoreBoardSnapshotTooEarly")
        .withArgs(1n, opensAt);
      await networkHelpers.time.setNextBlockTimestamp(opensAt);
      await expect(board.snapshotCommittee(1n)).to.emit(board, "CommitteeSeated");
    });

    it("can be called at once when Commit is no longer than a day", async () => {
      const world = await loadFixture(roundInCommit);
      const roundId = await openRound(world, { phases: { ...PHASES, commit: 60n } });
      await expect(world.board.snapshotCommittee(roundId)).to.emit(world.board, "CommitteeSeated");
    });
  });

  describe("when it is called in the last second of Commit", () => {
    it("seats the committee", async () => {
      const world = await loadFixture(roundBeforeSnapshot);
      await world.networkHelpers.time.setNextBlockTimestamp((await startOf(world, Phase.Reveal)) - 1n);
      await expect(world.board.snapshotCommittee(1n)).to.emit(world.board, "CommitteeSeated");
    });
  });

  describe("given the committee was snapshotted before", () => {
    it("reverts with ScoreBoardAlreadySeated", async () => {
      const { board } = await loadFixture(roundBeforeSnapshot);
      await board.snapshotCommittee(1n);
      await expect(board.snapshotCommittee(1n))
        .to.be.revertedWithCustomError(board, "ScoreBoardAlreadySeated")
        .withArgs(1n);
    });
  });

  describe("given three seats", () => {
    it("seats all of them with their stake, whoever calls", async () => {
      const { board, rounds, token, mallory, olga, otto, oscar, ethers } = await loadFixture(roundBeforeSnapshot);
      const snapshot = board.connect(mallory).snapshotCommittee(1n);
      await expect(snapshot).to.emit(board, "CommitteeSeated").withArgs(1n, 3n, TOTAL_STAKE);
      await expect(snapshot).to.emit(rounds, "CommitteeRecorded").withArgs(1n, true);
      await expect(snapshot).to.changeTokenBalances(ethers, token, [board, mallory], [0n, 0n]);
      const members = await board.membersOf(1n);
      expect(members.map(({ oracle, stake }) => [oracle, stake])).to.deep.equal([
        [olga.address, STAKES[0]],
        [otto.address, STAKES[1]],
        [oscar.address, STAKES[2]],
      ]);
      expect(fieldsOf(await board.committeeOf(1n))).to.deep.include({
        totalStake: TOTAL_STAKE,
        revealedStake: 0n,
        size: 3n,
        quorumBps: BigInt(parameters.committee.quorumBps),
        slashBps: BigInt(parameters.committee.slashBps),
        isSettled: false,
      });
    });
  });

  describe("given an oracle committed to an update before", () => {
    it("SCO-5: leaves it out", async () => {
      const world = await loadFixture(roundBeforeSnapshot);
      const { board, rounds, datasets, staking, olga, otto, oscar, erin } = world;
      await staking.connect(erin).stake(STAKES[0]);
      await board.connect(erin).takeSeat(1n, STAKES[0]);
      await datasets.connect(olga).register(id("manifest"));
      await rounds.connect(olga).commitUpdate(1n, id("update"), 4n, 0n);
      await board.snapshotCommittee(1n);
      const oracles = (await board.membersOf(1n)).map((member) => member.oracle);
      expect(oracles).to.deep.equal([otto.address, oscar.address, erin.address]);
      expect((await board.committeeOf(1n)).totalStake).to.equal(TOTAL_STAKE);
    });
  });

  describe("given fewer than three seats remain", () => {
    it("records the lack of a committee: the round has failed", async () => {
      const { board, rounds, oscar } = await loadFixture(roundBeforeSnapshot);
      await board.connect(oscar).leaveSeat(1n);
      const snapshot = board.snapshotCommittee(1n);
      await expect(snapshot)
        .to.emit(board, "CommitteeSeated")
        .withArgs(1n, 2n, STAKES[0] + STAKES[1]);
      await expect(snapshot).to.emit(rounds, "CommitteeRecorded").withArgs(1n, false);
      expect(await rounds.phaseOf(1n)).to.equal(Phase.Failed);
      expect(await rounds.failureOf(1n)).to.equal(Failure.NoCommittee);
    });

    it("fails a round of a model without any seat", async () => {
      const { board, rounds, olga, otto, oscar } = await loadFixture(roundBeforeSnapshot);
      for (const oracle of [olga, otto, oscar]) await board.connect(oracle).leaveSeat(1n);
      await expect(board.snapshotCommittee(1n)).to.emit(board, "CommitteeSeated").withArgs(1n, 0n, 0n);
      expect(await rounds.failureOf(1n)).to.equal(Failure.NoCommittee);
    });
  });

  describe("given a slash elsewhere reached the stake behind a seat", () => {
    it("counts what is left of it", async () => {
      const world = await loadFixture(roundBeforeSnapshot);
      const { board, staking, olga } = world;
      const scores = await signerOf(world, board);
      await staking.connect(scores).slash(olga, parseEther("100"), id("offence"));
      await board.snapshotCommittee(1n);
      expect((await board.membersOf(1n))[0]!.stake).to.equal(STAKES[0] - parseEther("100"));
      expect((await board.seatsOf(1n))[0]!.stake).to.equal(STAKES[0]);
    });

    it("leaves out a seat with nothing behind it", async () => {
      const world = await loadFixture(roundBeforeSnapshot);
      const { board, staking, rounds, olga } = world;
      const scores = await signerOf(world, board);
      await staking.connect(scores).slash(olga, STAKES[0], id("offence"));
      await board.snapshotCommittee(1n);
      expect(await board.membersOf(1n)).to.have.lengthOf(2);
      expect(await rounds.failureOf(1n)).to.equal(Failure.NoCommittee);
    });
  });

  describe("given stake moves after the snapshot", () => {
    it("STK-3: weights stay those of the snapshot, whatever joins, grows or leaves", async () => {
      const world = await loadFixture(roundBeforeSnapshot);
      const { board, staking, olga, otto, erin } = world;
      await board.snapshotCommittee(1n);
      const before = await board.membersOf(1n);
      await staking.connect(erin).stake(STAKES[0]);
      await board.connect(erin).takeSeat(1n, STAKES[0]);
      await staking.connect(otto).stake(STAKES[0]);
      await board.connect(otto).takeSeat(1n, STAKES[0]);
      await board.connect(olga).leaveSeat(1n);
      await staking.connect(olga).requestExit(STAKES[0]);
      expect(await board.membersOf(1n)).to.deep.equal(before);
      expect((await board.committeeOf(1n)).totalStake).to.equal(TOTAL_STAKE);
    });
  });
});
