import { expect } from "chai";
import { parseEther, ZeroHash } from "ethers";
import { fieldsOf } from "../support/fieldsOf.ts";
import { loadFixture } from "../support/loadFixture.ts";
import {
  BOND,
  FEE,
  failedRoundOfSilentSponsor,
  modelWithSeats,
  Outcome,
  openRound,
  PHASES,
  Phase,
  POT,
  roundInCommit,
  settledRound,
  taskOf,
} from "../support/rounds.ts";

const MAX_CONTRIBUTORS = 100_000n;
const MIN_SECONDS = 60n;
const MAX_COMMIT_SECONDS = 30n * 86_400n;
const MAX_PHASE_SECONDS = 3n * 86_400n;
const LONGEST = {
  commit: MAX_COMMIT_SECONDS,
  reveal: MAX_PHASE_SECONDS,
  opening: MAX_PHASE_SECONDS,
  scoreCommit: MAX_PHASE_SECONDS,
  scoreReveal: MAX_PHASE_SECONDS,
};

describe("TrainingRounds.openRound", () => {
  describe("when the model does not exist", () => {
    it("reverts with ERC721NonexistentToken", async () => {
      const world = await loadFixture(modelWithSeats);
      await expect(world.rounds.connect(world.sam).openRound(taskOf(world, { modelId: 2n })))
        .to.be.revertedWithCustomError(world.models, "ERC721NonexistentToken")
        .withArgs(2n);
    });
  });

  describe("when the model has no such version", () => {
    for (const baseVersion of [0n, 2n]) {
      it(`reverts with TrainingRoundsUnknownVersion for version ${baseVersion}`, async () => {
        const world = await loadFixture(modelWithSeats);
        await expect(world.rounds.connect(world.sam).openRound(taskOf(world, { baseVersion })))
          .to.be.revertedWithCustomError(world.rounds, "TrainingRoundsUnknownVersion")
          .withArgs(1n, baseVersion, 1n);
      });
    }
  });

  describe("when the number of contributors is out of range", () => {
    for (const maxContributors of [0n, MAX_CONTRIBUTORS + 1n]) {
      it(`reverts with TrainingRoundsContributorLimitOutOfRange for ${maxContributors}`, async () => {
        const world = await loadFixture(modelWithSeats);
        await expect(world.rounds.connect(world.sam).openRound(taskOf(world, { maxContributors })))
          .to.be.revertedWithCustomError(world.rounds, "TrainingRoundsContributorLimitOutOfRange")
          .withArgs(maxContributors, MAX_CONTRIBUTORS);
      });
    }

    it("accepts the limit itself", async () => {
      const world = await loadFixture(modelWithSeats);
      await openRound(world, { maxContributors: MAX_CONTRIBUTORS });
      expect((await world.rounds.roundOf(1n)).maxContributors).to.equal(MAX_CONTRIBUTORS);
    });
  });

  describe("when a digest is zero", () => {
    for (const field of ["taskDigest", "slicesCommitment"] as const) {
      it(`reverts with TrainingRoundsZeroDigest for ${field}`, async () => {
        const world = await loadFixture(modelWithSeats);
        await expect(
          world.rounds.connect(world.sam).openRound(taskOf(world, { [field]: ZeroHash })),
        ).to.be.revertedWithCustomError(world.rounds, "TrainingRoundsZeroDigest");
      });
    }
  });

  describe("when a phase is too short or too long", () => {
    for (const [name, maxSeconds] of [
      ["commit", MAX_COMMIT_SECONDS],
      ["reveal", MAX_PHASE_SECONDS],
      ["opening", MAX_PHASE_SECONDS],
      ["scoreCommit", MAX_PHASE_SECONDS],
      ["scoreReveal", MAX_PHASE_SECONDS],
    ] as const) {
      for (const seconds of [MIN_SECONDS - 1n, maxSeconds + 1n]) {
        it(`reverts with TrainingRoundsPhaseLengthOutOfRange for ${name} of ${seconds} s`, async () => {
          const world = await loadFixture(modelWithSeats);
          const task = taskOf(world, { phases: { ...PHASES, [name]: seconds } });
          await expect(world.rounds.connect(world.sam).openRound(task))
            .to.be.revertedWithCustomError(world.rounds, "TrainingRoundsPhaseLengthOutOfRange")
            .withArgs(seconds, MIN_SECONDS, maxSeconds);
        });
      }
    }

    it("accepts the longest phases", async () => {
      const world = await loadFixture(modelWithSeats);
      await openRound(world, { phases: LONGEST });
      expect(fieldsOf((await world.rounds.roundOf(1n)).phases)).to.deep.equal(LONGEST);
    });

    it("STK-6: what may pass between snapshot and slash is shorter than the exit queue", async () => {
      const { staking, board } = await loadFixture(modelWithSeats);
      const longest = (await board.SNAPSHOT_SECONDS()) + 4n * MAX_PHASE_SECONDS;
      expect(longest).to.be.lessThan(await staking.EXIT_SECONDS());
    });
  });

  describe("when the token is not allowed", () => {
    it("reverts with TokenAllowListTokenNotAllowed", async () => {
      const world = await loadFixture(modelWithSeats);
      await expect(world.rounds.connect(world.sam).openRound(taskOf(world, { token: world.mallory })))
        .to.be.revertedWithCustomError(world.pool, "TokenAllowListTokenNotAllowed")
        .withArgs(world.mallory);
    });
  });

  describe("when the sponsor cannot pay", () => {
    it("reverts with the token's error and opens nothing", async () => {
      const world = await loadFixture(modelWithSeats);
      await world.token.connect(world.sam).approve(world.pool, POT + FEE - 1n);
      await expect(world.rounds.connect(world.sam).openRound(taskOf(world)))
        .to.be.revertedWithCustomError(world.token, "ERC20InsufficientAllowance")
        .withArgs(world.pool, POT + FEE - 1n, POT + FEE);
      expect(await world.rounds.roundCount()).to.equal(0n);
    });
  });

  describe("when everything is in order", () => {
    it("emits RoundOpened with the whole task", async () => {
      const world = await loadFixture(modelWithSeats);
      const task = taskOf(world);
      const fields = Object.values({ ...task, phases: Object.values(PHASES) });
      await expect(world.rounds.connect(world.sam).openRound(task))
        .to.emit(world.rounds, "RoundOpened")
        .withArgs(1n, 1n, world.sam, fields);
    });

    it("stores the round in phase Commit, with a dense identifier", async () => {
      const world = await loadFixture(modelWithSeats);
      expect(await world.rounds.connect(world.sam).openRound.staticCall(taskOf(world))).to.equal(1n);
      await openRound(world);
      const task = taskOf(world);
      const round = await world.rounds.roundOf(1n);
      expect(fieldsOf(round)).to.deep.include({
        modelId: 1n,
        baseVersion: 1n,
        startedAt: BigInt(await world.networkHelpers.time.latest()),
        maxContributors: 100n,
        commits: 0n,
        reveals: 0n,
        hasCommittee: false,
        isTooFewSeats: false,
        isOpened: false,
        hasQuorum: false,
        isVoid: false,
        isSettled: false,
        isClosed: false,
        isContested: false,
        sponsor: world.sam.address,
        bond: BOND,
        token: world.addresses.commonToken,
        taskDigest: task.taskDigest,
        slicesCommitment: task.slicesCommitment,
      });
      expect(fieldsOf(round.phases)).to.deep.equal(PHASES);
      expect(await world.rounds.phaseOf(1n)).to.equal(Phase.Commit);
      expect(await openRound(world)).to.equal(2n);
      expect(await world.rounds.roundCount()).to.equal(2n);
    });

    it("moves pot and fee from the sponsor to the pool", async () => {
      const world = await loadFixture(modelWithSeats);
      const { rounds, pool, token, sam, ethers } = world;
      const opening = rounds.connect(sam).openRound(taskOf(world));
      await expect(opening).to.changeTokenBalances(ethers, token, [sam, pool, rounds], [-(POT + FEE), POT + FEE, 0n]);
      await expect(opening).to.emit(pool, "PotOpened").withArgs(1n, token, POT, 0n, FEE);
      const account = await pool.accountOf(1n);
      expect(account.outcome).to.equal(Outcome.Open);
      expect(account.sponsor).to.equal(sam.address);
      expect(await pool.contributionOf(1n, sam)).to.equal(POT);
    });

    it("opens a round without pot, fee and bond", async () => {
      const world = await loadFixture(modelWithSeats);
      const opening = world.rounds
        .connect(world.mallory)
        .openRound(taskOf(world, { pot: 0n, oracleFee: 0n, bond: 0n }));
      await expect(opening).to.changeTokenBalances(world.ethers, world.token, [world.mallory, world.pool], [0n, 0n]);
    });
  });

  describe("given earlier rounds left something unearned", () => {
    it("draws it into the pot when the model's owner opens the round", async () => {
      const world = await loadFixture(settledRound);
      const { rounds, pool, token, alice, ethers } = world;
      const reserve = await pool.reserveOf(1n, token);
      expect(reserve).to.equal(POT / 10n);
      const opening = rounds.connect(alice).openRound(taskOf(world));
      await expect(opening).to.emit(pool, "PotOpened").withArgs(2n, token, POT, reserve, FEE);
      await expect(opening).to.emit(pool, "ReserveChanged").withArgs(1n, token, 0n);
      await expect(opening).to.changeTokenBalances(ethers, token, [alice], [-(POT + FEE)]);
      expect((await pool.potOf(2n, token)).funded).to.equal(POT + reserve);
      expect((await pool.accountOf(2n)).reserveDrawn).to.equal(reserve);
      expect(await pool.reserveOf(1n, token)).to.equal(0n);
      expect(await pool.contributionOf(2n, alice)).to.equal(POT);
    });

    it("leaves it to the owner when another sponsor opens the round", async () => {
      const world = await loadFixture(settledRound);
      const reserve = await world.pool.reserveOf(1n, world.token);
      for (const sponsor of [world.sam, world.mallory]) await openRound(world, {}, sponsor);
      expect(await world.pool.reserveOf(1n, world.token)).to.equal(reserve);
      expect((await world.pool.potOf(3n, world.token)).funded).to.equal(POT);
    });

    it("leaves it to the model it was earned for", async () => {
      const world = await loadFixture(settledRound);
      const { models, pool, token, mallory, taskDigest } = {
        ...world,
        taskDigest: taskOf(world).taskDigest.toString(),
      };
      await models.connect(mallory).register(taskDigest, taskDigest);
      await openRound(world, { modelId: 2n }, mallory);
      expect((await pool.potOf(2n, token)).funded).to.equal(POT);
      expect(await pool.reserveOf(1n, token)).to.equal(POT / 10n);
    });

    it("draws it again after a round that drew it failed", async () => {
      const world = await loadFixture(settledRound);
      const { rounds, pool, token, alice, networkHelpers } = world;
      await openRound(world, { pot: parseEther("1") }, alice);
      await networkHelpers.time.increase(30n * 86_400n);
      await rounds.closeRound(2n);
      expect(await pool.reserveOf(1n, token)).to.equal(POT / 10n);
      await openRound(world, { pot: 0n }, alice);
      expect((await pool.potOf(3n, token)).funded).to.equal(POT / 10n);
    });
  });

  describe("given other rounds of the model are running or failed", () => {
    for (const fixture of [roundInCommit, failedRoundOfSilentSponsor]) {
      it(`opens an independent one after ${fixture.name}`, async () => {
        const world = await loadFixture(fixture);
        const before = await world.rounds.phaseOf(1n);
        expect(await openRound(world)).to.equal(2n);
        expect(await world.rounds.phaseOf(1n)).to.equal(before);
        expect(await world.rounds.phaseOf(2n)).to.equal(Phase.Commit);
      });
    }
  });
});
