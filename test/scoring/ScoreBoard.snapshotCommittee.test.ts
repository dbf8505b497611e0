import { expect } from "chai";
import { id, parseEther } from "ethers";
import { parameters } from "../../rocketh/parameters.ts";
import { fieldsOf } from "../support/fieldsOf.ts";
import { loadFixture } from "../support/loadFixture.ts";
import {
  agreement,
  columnsOf,
  commitBallots,
  commitUpdates,
  enter,
  Failure,
  HOLDING,
  openRound,
  openSlices,
  PHASES,
  Phase,
  revealBallots,
  revealUpdates,
  roundBeforeSnapshot,
  roundInCommit,
  roundInOpening,
  roundInReveal,
  roundInScoreCommit,
  roundInScoreReveal,
  roundInSettling,
  SCORES,
  SNAPSHOT_SECONDS,
  STAKES,
  settledRootOf,
  signerOf,
  startOf,
  TOTAL_STAKE,
  treeOf,
  type World,
} from "../support/rounds.ts";

/**
 * After the snapshot: others take all free seats and one of them displaces oscar, otto adds to his, olga leaves hers and
 * asks for her stake back.
 */
async function reshuffleSeats(world: World): Promise<void> {
  const { board, staking, token, signers, olga, otto, oscar } = world;
  const others = signers.filter((signer) => ![olga, otto, oscar].includes(signer)).slice(0, 14);
  for (const other of others) {
    await token.transfer(other, STAKES[1]);
    await token.connect(other).approve(staking, HOLDING);
    await staking.connect(other).stake(STAKES[1]);
    await board.connect(other).takeSeat(1n, STAKES[1]);
  }
  await staking.connect(otto).stake(STAKES[0]);
  await board.connect(otto).takeSeat(1n, STAKES[0]);
  await board.connect(olga).leaveSeat(1n);
  await staking.connect(olga).requestExit(STAKES[0]);
  const seated = (await board.seatsOf(1n)).map(({ oracle }) => oracle);
  expect(seated).to.have.members([otto, ...others].map(({ address }) => address));
}

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

  describe("given Commit is over", () => {
    it("reverts with ScoreBoardWrongPhase from the first second on: the round has failed", async () => {
      const world = await loadFixture(roundBeforeSnapshot);
      const { board, rounds, networkHelpers } = world;
      await networkHelpers.time.increaseTo(await startOf(world, Phase.Reveal));
      await expect(board.snapshotCommittee(1n))
        .to.be.revertedWithCustomError(board, "ScoreBoardWrongPhase")
        .withArgs(1n, Phase.Failed, Phase.Commit);
      expect(await rounds.failureOf(1n)).to.equal(Failure.NoCommittee);
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

    it("reverts with ScoreBoardWrongPhase when too few seats were found: there is no second try", async () => {
      const { board, oscar } = await loadFixture(roundBeforeSnapshot);
      await board.connect(oscar).leaveSeat(1n);
      await board.snapshotCommittee(1n);
      await board.connect(oscar).takeSeat(1n, STAKES[2]);
      await expect(board.snapshotCommittee(1n))
        .to.be.revertedWithCustomError(board, "ScoreBoardWrongPhase")
        .withArgs(1n, Phase.Failed, Phase.Commit);
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
    it("STK-3: weights stay those of the snapshot, also when Commit still goes on", async () => {
      const world = await loadFixture(roundBeforeSnapshot);
      const { board } = world;
      await board.snapshotCommittee(1n);
      const [members, committee] = [await board.membersOf(1n), await board.committeeOf(1n)];
      await reshuffleSeats(world);
      expect(await board.membersOf(1n)).to.deep.equal(members);
      expect(await board.committeeOf(1n)).to.deep.equal(committee);
    });

    for (const fixture of [roundInReveal, roundInOpening, roundInScoreCommit, roundInScoreReveal, roundInSettling]) {
      it(`STK-3: nobody can add, leave or displace a seat of the committee in ${fixture.name}`, async () => {
        const world = await loadFixture(fixture);
        const { board, rounds } = world;
        const [members, committee] = [await board.membersOf(1n), await board.committeeOf(1n)];
        expect(members.map(({ stake }) => stake)).to.deep.equal(STAKES);
        await reshuffleSeats(world);
        expect(await board.membersOf(1n)).to.deep.equal(members);
        expect(await board.committeeOf(1n)).to.deep.equal(committee);
        await expect(board.snapshotCommittee(1n))
          .to.be.revertedWithCustomError(board, "ScoreBoardWrongPhase")
          .withArgs(1n, await rounds.phaseOf(1n), Phase.Commit);
      });
    }

    it("STK-3: the round is scored by the members of the snapshot, and by nobody else", async () => {
      const world = await loadFixture(roundInReveal);
      const { board, pool, mallory } = world;
      await reshuffleSeats(world);
      await revealUpdates(world);
      await enter(world, Phase.Opening);
      await openSlices(world);
      await enter(world, Phase.ScoreCommit);
      expect((await board.seatsOf(1n)).map(({ oracle }) => oracle)).to.include(mallory.address);
      for (const seat of [0n, 1n, 2n]) {
        await expect(board.connect(mallory).commitScores(1n, seat, id("c")))
          .to.be.revertedWithCustomError(board, "ScoreBoardNotMember")
          .withArgs(1n, seat, mallory);
      }
      await commitBallots(world, agreement(world));
      await enter(world, Phase.ScoreReveal);
      await revealBallots(world, agreement(world));
      expect((await board.committeeOf(1n)).revealedStake).to.equal(TOTAL_STAKE);
      await enter(world, Phase.Settling);
      await board.settle(1n, columnsOf(world, agreement(world).slice(0, 1)));
      expect(await settledRootOf(pool, 1n)).to.equal((await treeOf(world, SCORES)).root);
    });

    it("STK-6: the stake of a member that leaves at once is slashed before it can be released", async () => {
      const world = await loadFixture(roundOfLongestPhases);
      const { board, staking, networkHelpers, roundId, exitedAt, olga } = world;
      await networkHelpers.time.increaseTo(await startOf(world, Phase.Settling, roundId));
      const unlockedAt = exitedAt + (await staking.EXIT_SECONDS());
      await expect(staking.connect(olga).release(1n))
        .to.be.revertedWithCustomError(staking, "StakingExitLocked")
        .withArgs(olga, 1n, unlockedAt);
      const slashed = STAKES[0] / 10n;
      await expect(board.slashSilent(roundId, 0n)).to.emit(board, "SilenceSlashed").withArgs(roundId, olga, slashed);
      expect(await staking.exitingOf(olga)).to.equal(STAKES[0] - slashed);
    });
  });
});

/**
 * A round of the longest phases, snapshotted as early as possible; olga left at once with all her stake, committed to
 * scores all the same and stays silent.
 */
async function roundOfLongestPhases() {
  const world = await roundInCommit();
  const { board, staking, networkHelpers, olga } = world;
  const longest = 3n * SNAPSHOT_SECONDS;
  const phases = { commit: longest, reveal: longest, opening: longest, scoreCommit: longest, scoreReveal: longest };
  const roundId = await openRound(world, { phases });
  await commitUpdates(world, ["bob"], roundId);
  await networkHelpers.time.setNextBlockTimestamp((await startOf(world, Phase.Reveal, roundId)) - SNAPSHOT_SECONDS);
  await board.snapshotCommittee(roundId);
  await board.connect(olga).leaveSeat(1n);
  await staking.connect(olga).requestExit(STAKES[0]);
  const exitedAt = BigInt(await networkHelpers.time.latest());
  await enter(world, Phase.Reveal, roundId);
  await revealUpdates(world, ["bob"], roundId);
  await enter(world, Phase.Opening, roundId);
  await openSlices(world, roundId);
  await enter(world, Phase.ScoreCommit, roundId);
  await commitBallots(world, [{ oracle: olga }], roundId);
  return { ...world, roundId, exitedAt };
}
