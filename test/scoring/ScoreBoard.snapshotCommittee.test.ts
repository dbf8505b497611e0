import { expect } from "chai";
import { id, parseEther } from "ethers";
import { parameters } from "../../rocketh/parameters.ts";
import { fieldsOf } from "../support/fieldsOf.ts";
import { loadFixture } from "../support/loadFixture.ts";
import {
  commitUpdates,
  enter,
  Failure,
  openSlices,
  Phase,
  revealUpdates,
  roundInCommit,
  roundInOpening,
  STAKES,
  seatAndOpen,
  signerOf,
  TOTAL_STAKE,
} from "../support/rounds.ts";

describe("ScoreBoard.snapshotCommittee", () => {
  describe("given the committee was snapshotted before", () => {
    it("reverts with ScoreBoardAlreadySeated", async () => {
      const { board } = await loadFixture(roundInOpening);
      await board.snapshotCommittee(1n);
      await expect(board.snapshotCommittee(1n))
        .to.be.revertedWithCustomError(board, "ScoreBoardAlreadySeated")
        .withArgs(1n);
    });
  });

  describe("given three seats", () => {
    it("seats all of them with their stake, whoever calls", async () => {
      const { board, rounds, token, mallory, olga, otto, oscar, ethers } = await loadFixture(roundInOpening);
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

  describe("given an oracle contributed to the round", () => {
    it("SCO-5: leaves it out, also when it did not reveal", async () => {
      const world = await loadFixture(roundInCommit);
      const { board, rounds, datasets, staking, olga, erin } = world;
      await staking.connect(erin).stake(STAKES[0]);
      await board.connect(erin).takeSeat(1n, STAKES[0]);
      await datasets.connect(olga).register(id("manifest"));
      await rounds.connect(olga).commitUpdate(1n, id("update"), 4n, 0n);
      await commitUpdates(world);
      await enter(world, Phase.Reveal);
      await revealUpdates(world);
      await enter(world, Phase.Opening);
      await seatAndOpen(world);
      const oracles = (await board.membersOf(1n)).map(({ oracle }) => oracle);
      expect(oracles).to.deep.equal([world.otto.address, world.oscar.address, erin.address]);
      expect((await board.committeeOf(1n)).totalStake).to.equal(TOTAL_STAKE);
      await enter(world, Phase.ScoreCommit);
      for (let seat = 0; seat < 4; seat++) {
        await expect(board.connect(olga).commitScores(1n, seat, id("c")))
          .to.be.revertedWithCustomError(board, "ScoreBoardNotMember")
          .withArgs(1n, seat, olga);
      }
    });
  });

  describe("given fewer than three seats remain", () => {
    it("records the lack of a committee: the round has failed", async () => {
      const { board, rounds, oscar } = await loadFixture(roundInOpening);
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
      const { board, rounds, olga, otto, oscar } = await loadFixture(roundInOpening);
      for (const oracle of [olga, otto, oscar]) await board.connect(oracle).leaveSeat(1n);
      await expect(board.snapshotCommittee(1n)).to.emit(board, "CommitteeSeated").withArgs(1n, 0n, 0n);
      expect(await rounds.failureOf(1n)).to.equal(Failure.NoCommittee);
    });
  });

  describe("given a slash elsewhere reached the stake behind a seat", () => {
    it("counts what is left of it", async () => {
      const world = await loadFixture(roundInOpening);
      const { board, staking, olga } = world;
      const scores = await signerOf(world, board);
      await staking.connect(scores).slash(olga, parseEther("100"), id("offence"));
      await board.snapshotCommittee(1n);
      expect((await board.membersOf(1n))[0]!.stake).to.equal(STAKES[0] - parseEther("100"));
      expect((await board.seatsOf(1n))[0]!.stake).to.equal(STAKES[0]);
    });

    it("leaves out a seat with nothing behind it", async () => {
      const world = await loadFixture(roundInOpening);
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
      const world = await loadFixture(roundInOpening);
      const { board, staking, olga, otto, erin } = world;
      await board.snapshotCommittee(1n);
      await openSlices(world);
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
