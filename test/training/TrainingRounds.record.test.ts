import { expect } from "chai";
import { loadFixture } from "../support/loadFixture.ts";
import {
  agreement,
  BOND,
  commitBallots,
  commitUpdates,
  enter,
  enterLastDay,
  openSlices,
  Phase,
  revealBallots,
  revealUpdates,
  roundInCommit,
  roundInScoreReveal,
  roundInSettling,
  signerOf,
} from "../support/rounds.ts";

/** What only the score board may call, and the phase it belongs to. */
const RECORDS = [
  { name: "recordCommittee", args: [1n, true], fixture: roundInCommit },
  { name: "recordQuorum", args: [1n], fixture: roundInScoreReveal },
  { name: "recordVoid", args: [1n], fixture: roundInScoreReveal },
  { name: "recordSettlement", args: [1n], fixture: roundInSettling },
] as const;

for (const { name, args, fixture } of RECORDS) {
  describe(`TrainingRounds.${name} by others`, () => {
    describe("when the caller is not the score board", () => {
      it("reverts with AccessManagedUnauthorized, for governance too", async () => {
        const { rounds, sam, mallory, timelock } = await loadFixture(fixture);
        for (const caller of [sam, mallory, timelock]) {
          await expect(rounds.connect(caller).getFunction(name)(...args))
            .to.be.revertedWithCustomError(rounds, "AccessManagedUnauthorized")
            .withArgs(caller);
        }
      });
    });

    describe("when the round does not exist", () => {
      it("reverts with TrainingRoundsUnknownRound", async () => {
        const world = await loadFixture(fixture);
        const board = await signerOf(world, world.board);
        await expect(world.rounds.connect(board).getFunction(name)(2n, ...args.slice(1)))
          .to.be.revertedWithCustomError(world.rounds, "TrainingRoundsUnknownRound")
          .withArgs(2n);
      });
    });
  });
}

describe("TrainingRounds.recordCommittee", () => {
  for (const isSeated of [true, false]) {
    it(`stores ${isSeated ? "a committee" : "the lack of one"} and emits CommitteeRecorded`, async () => {
      const world = await loadFixture(roundInCommit);
      const board = await signerOf(world, world.board);
      await expect(world.rounds.connect(board).recordCommittee(1n, isSeated))
        .to.emit(world.rounds, "CommitteeRecorded")
        .withArgs(1n, isSeated);
      const round = await world.rounds.roundOf(1n);
      expect(round.hasCommittee).to.equal(isSeated);
      expect(round.isTooFewSeats).to.equal(!isSeated);
      expect(await world.rounds.phaseOf(1n)).to.equal(isSeated ? Phase.Commit : Phase.Failed);
    });
  }
});

describe("TrainingRounds.recordQuorum", () => {
  it("stores the quorum and emits QuorumReached", async () => {
    const world = await loadFixture(roundInScoreReveal);
    const board = await signerOf(world, world.board);
    await expect(world.rounds.connect(board).recordQuorum(1n)).to.emit(world.rounds, "QuorumReached").withArgs(1n);
    expect((await world.rounds.roundOf(1n)).hasQuorum).to.equal(true);
    expect(await world.rounds.phaseOf(1n)).to.equal(Phase.ScoreReveal);
    await enter(world, Phase.Settling);
    expect(await world.rounds.phaseOf(1n)).to.equal(Phase.Settling);
  });
});

describe("TrainingRounds.recordVoid", () => {
  it("stores the finding and emits SlicesVoided; the round fails when ScoreReveal ends", async () => {
    const world = await loadFixture(roundInScoreReveal);
    const board = await signerOf(world, world.board);
    await expect(world.rounds.connect(board).recordVoid(1n)).to.emit(world.rounds, "SlicesVoided").withArgs(1n);
    expect((await world.rounds.roundOf(1n)).isVoid).to.equal(true);
    expect(await world.rounds.phaseOf(1n)).to.equal(Phase.ScoreReveal);
    await enter(world, Phase.Settling);
    expect(await world.rounds.phaseOf(1n)).to.equal(Phase.Failed);
  });
});

describe("TrainingRounds.recordSettlement", () => {
  describe("given every commit was revealed", () => {
    it("settles the round, emits RoundSettled and moves nothing", async () => {
      const world = await loadFixture(roundInSettling);
      const { rounds, pool, token, ethers } = world;
      const board = await signerOf(world, world.board);
      const recording = rounds.connect(board).recordSettlement(1n);
      await expect(recording).to.emit(rounds, "RoundSettled").withArgs(1n, 0n);
      await expect(recording).to.changeTokenBalances(ethers, token, [rounds, pool], [0n, 0n]);
      expect((await rounds.roundOf(1n)).isSettled).to.equal(true);
      expect(await rounds.phaseOf(1n)).to.equal(Phase.Settled);
    });
  });

  describe("given two commits were not revealed", () => {
    it("moves their bonds to the model's reserve", async () => {
      const world = await loadFixture(roundInCommit);
      const { rounds, pool, token, ethers } = world;
      await commitUpdates(world);
      await enterLastDay(world);
      await world.board.snapshotCommittee(1n);
      await enter(world, Phase.Reveal);
      await revealUpdates(world, ["bob"]);
      await enter(world, Phase.Opening);
      await openSlices(world);
      await enter(world, Phase.ScoreCommit);
      const ballots = agreement(world).map((ballot) => ({ ...ballot, scores: [1_000] }));
      await commitBallots(world, ballots);
      await enter(world, Phase.ScoreReveal);
      await revealBallots(world, ballots);
      await enter(world, Phase.Settling);
      const board = await signerOf(world, world.board);
      const recording = rounds.connect(board).recordSettlement(1n);
      await expect(recording)
        .to.emit(rounds, "RoundSettled")
        .withArgs(1n, 2n * BOND);
      await expect(recording)
        .to.emit(pool, "ReserveChanged")
        .withArgs(1n, token, 2n * BOND);
      await expect(recording).to.changeTokenBalances(ethers, token, [rounds, pool], [-2n * BOND, 2n * BOND]);
    });
  });
});
