import { expect } from "chai";
import type { ContractTransactionResponse } from "ethers";
import { id } from "ethers";
import { loadFixture } from "../support/loadFixture.ts";
import {
  AGGREGATE,
  BOND,
  columnsOf,
  enterLastDay,
  Failure,
  FEE,
  failedRoundOfSilentSponsor,
  failedRoundOfTwoSeats,
  failedRoundOfVoidSlices,
  failedRoundWithoutQuorum,
  failedRoundWithoutSnapshot,
  failedRoundWithoutUpdates,
  HOLDING,
  Phase,
  POT,
  packedOf,
  REASON,
  roundBeforeSnapshot,
  roundInCommit,
  roundInOpening,
  roundInReveal,
  roundInScoreCommit,
  roundInScoreReveal,
  roundInSettling,
  SLICES,
  STAKES,
  saltOf,
  settledRound,
  settledRoundWithDissent,
  signerOf,
  startOf,
  updateDigestOf,
  type World,
} from "../support/rounds.ts";

type Name = keyof typeof Phase;

/** A round in every phase. */
const STATES: Record<Exclude<Name, "None">, () => Promise<World>> = {
  Commit: roundInCommit,
  Reveal: roundInReveal,
  Opening: roundInOpening,
  ScoreCommit: roundInScoreCommit,
  ScoreReveal: roundInScoreReveal,
  Settling: roundInSettling,
  Settled: settledRoundWithDissent,
  Failed: failedRoundOfSilentSponsor,
};

type Bound = {
  readonly name: string;
  readonly belongsTo: Name;
  readonly call: (world: World, roundId: bigint) => Promise<ContractTransactionResponse>;
  /** A round in its own phase in which the call goes through, where the usual one does not do. */
  readonly state?: () => Promise<World>;
  /** What has to happen before, for the call to go through in its own phase. */
  readonly prepare?: (world: World) => Promise<unknown>;
};

/** Every phase-bound function of the rounds. */
const OF_ROUNDS: readonly Bound[] = [
  {
    name: "commitUpdate",
    belongsTo: "Commit",
    call: ({ rounds, alice }, roundId) => rounds.connect(alice).commitUpdate(roundId, id("commitment"), 1n, 0n),
  },
  {
    name: "revealUpdate",
    belongsTo: "Reveal",
    call: ({ rounds, bob }, roundId) => rounds.connect(bob).revealUpdate(roundId, updateDigestOf("bob"), saltOf("bob")),
  },
  {
    name: "openSlices",
    belongsTo: "Opening",
    call: ({ rounds, sam }, roundId) =>
      rounds.connect(sam).openSlices(roundId, SLICES.rootSliceDigest, SLICES.validationSliceDigest, SLICES.salt),
  },
  {
    name: "recordCommittee",
    belongsTo: "Commit",
    call: async (world, roundId) =>
      world.rounds.connect(await signerOf(world, world.board)).recordCommittee(roundId, true),
  },
  {
    name: "recordQuorum",
    belongsTo: "ScoreReveal",
    call: async (world, roundId) => world.rounds.connect(await signerOf(world, world.board)).recordQuorum(roundId),
  },
  {
    name: "recordVoid",
    belongsTo: "ScoreReveal",
    call: async (world, roundId) => world.rounds.connect(await signerOf(world, world.board)).recordVoid(roundId),
  },
  {
    name: "recordSettlement",
    belongsTo: "Settling",
    call: async (world, roundId) => world.rounds.connect(await signerOf(world, world.board)).recordSettlement(roundId),
  },
  { name: "closeRound", belongsTo: "Failed", call: ({ rounds }, roundId) => rounds.closeRound(roundId) },
  {
    name: "claimForfeited",
    belongsTo: "Failed",
    prepare: ({ rounds }) => rounds.closeRound(1n),
    call: ({ rounds, bob }, roundId) => rounds.claimForfeited(roundId, bob),
  },
  {
    name: "reclaimBond",
    belongsTo: "Failed",
    state: failedRoundWithoutSnapshot,
    call: ({ rounds, bob }, roundId) => rounds.reclaimBond(roundId, bob),
  },
];

/** Every phase-bound function of the score board. */
const OF_BOARD: readonly Bound[] = [
  {
    name: "snapshotCommittee",
    belongsTo: "Commit",
    prepare: (world) => enterLastDay(world),
    call: ({ board }, roundId) => board.snapshotCommittee(roundId),
  },
  {
    name: "commitScores",
    belongsTo: "ScoreCommit",
    call: ({ board, olga }, roundId) => board.connect(olga).commitScores(roundId, 0n, id("commitment")),
  },
  {
    name: "revealScores",
    belongsTo: "ScoreReveal",
    call: ({ board, olga }, roundId) =>
      board.connect(olga).revealScores(roundId, 0n, packedOf({}), [], AGGREGATE, saltOf(olga.address)),
  },
  {
    name: "revealVoid",
    belongsTo: "ScoreReveal",
    // The fixture's oracles committed to scores: past the phase check, the commitment is what does not fit.
    call: ({ board, olga }, roundId) => board.connect(olga).revealVoid(roundId, 0n, REASON, saltOf(olga.address)),
  },
  {
    name: "settle",
    belongsTo: "Settling",
    call: (world, roundId) => world.board.settle(roundId, columnsOf(world, [{ oracle: world.olga }])),
  },
  {
    name: "assessDissent",
    belongsTo: "Settled",
    call: (world, roundId) => {
      const own = columnsOf(world, [{ oracle: world.oscar, scores: [0, 900_000_000, 0] }]);
      return world.board.assessDissent(roundId, 2n, own, columnsOf(world, [{ oracle: world.olga }]));
    },
  },
];

describe("Phases", () => {
  describe("RND-2: out of its phase", () => {
    for (const [contract, functions] of [
      ["TrainingRounds", OF_ROUNDS],
      ["ScoreBoard", OF_BOARD],
    ] as const) {
      for (const { name, belongsTo, call } of functions) {
        const others = (Object.keys(STATES) as (keyof typeof STATES)[]).filter((phase) => phase !== belongsTo);
        for (const phase of others) {
          it(`${contract}.${name} reverts in ${phase}`, async () => {
            const world = await loadFixture(STATES[phase]);
            const thrower = contract === "TrainingRounds" ? world.rounds : world.board;
            expect(await world.rounds.phaseOf(1n)).to.equal(Phase[phase]);
            await expect(call(world, 1n))
              .to.be.revertedWithCustomError(thrower, `${contract}WrongPhase`)
              .withArgs(1n, Phase[phase], Phase[belongsTo]);
          });
        }

        it(`${contract}.${name} reverts for a round that does not exist`, async () => {
          const world = await loadFixture(roundInCommit);
          const reverting = expect(call(world, 9n)).to.be;
          if (contract === "TrainingRounds") {
            await reverting.revertedWithCustomError(world.rounds, "TrainingRoundsUnknownRound").withArgs(9n);
          } else {
            await reverting
              .revertedWithCustomError(world.board, "ScoreBoardWrongPhase")
              .withArgs(9n, Phase.None, Phase[belongsTo]);
          }
        });
      }
    }
  });

  describe("RND-2: in its phase", () => {
    for (const { name, belongsTo, call, prepare, state } of [...OF_ROUNDS, ...OF_BOARD]) {
      it(`${name} works in ${belongsTo}`, async () => {
        const world = await loadFixture(state ?? STATES[belongsTo as keyof typeof STATES]);
        await prepare?.(world);
        if (name !== "revealVoid") await call(world, 1n);
        else await expect(call(world, 1n)).to.be.revertedWithCustomError(world.board, "ScoreBoardCommitmentMismatch");
      });
    }
  });

  describe("RND-1: by time alone", () => {
    it("a round that everybody serves passes through every phase at its deadlines, to the second", async () => {
      for (const [phase, fixture] of [
        ["Reveal", roundInCommit],
        ["Opening", roundInReveal],
        ["ScoreCommit", roundInOpening],
        ["ScoreReveal", roundInScoreCommit],
        ["Settling", roundInScoreReveal],
      ] as const) {
        const world = await loadFixture(fixture);
        await serve(world, phase);
        const start = await startOf(world, Phase[phase]);
        await world.networkHelpers.time.increaseTo(start - 1n);
        expect(await world.rounds.phaseOf(1n)).to.equal(Phase[phase] - 1n);
        await world.networkHelpers.mine();
        expect(await world.networkHelpers.time.latest()).to.equal(start);
        expect(await world.rounds.phaseOf(1n)).to.equal(Phase[phase]);
      }
    });

    it("Settling has no end", async () => {
      const { rounds, networkHelpers } = await loadFixture(roundInSettling);
      await networkHelpers.time.increase(10n * 365n * 86_400n);
      expect(await rounds.phaseOf(1n)).to.equal(Phase.Settling);
    });

    for (const [failure, fixture, at] of [
      ["NoCommittee", roundBeforeSnapshot, "Reveal"],
      ["NoUpdates", roundInReveal, "Opening"],
      ["SponsorSilent", roundInOpening, "ScoreCommit"],
      ["NoQuorum", roundInScoreReveal, "Settling"],
    ] as const) {
      it(`a round fails by ${failure} when ${at} would begin, to the second, and for ever`, async () => {
        const world = await loadFixture(fixture);
        const start = await startOf(world, Phase[at]);
        await world.networkHelpers.time.increaseTo(start - 1n);
        expect(await world.rounds.phaseOf(1n)).to.equal(Phase[at] - 1n);
        expect(await world.rounds.failureOf(1n)).to.equal(Failure.None);
        for (const later of [0n, 1n, 86_400n, 365n * 86_400n]) {
          await world.networkHelpers.time.increaseTo(start + later);
          expect(await world.rounds.phaseOf(1n)).to.equal(Phase.Failed);
          expect(await world.rounds.failureOf(1n)).to.equal(Failure[failure]);
        }
      });
    }

    for (const fixture of [settledRound, failedRoundOfTwoSeats, failedRoundOfVoidSlices]) {
      it(`the end of ${fixture.name} is final`, async () => {
        const world: World = await loadFixture<World>(fixture);
        const [phase, failure] = [await world.rounds.phaseOf(1n), await world.rounds.failureOf(1n)];
        for (let i = 0; i < 3; i++) {
          await world.networkHelpers.time.increase(30n * 86_400n);
          expect(await world.rounds.phaseOf(1n)).to.equal(phase);
          expect(await world.rounds.failureOf(1n)).to.equal(failure);
        }
      });
    }
  });

  describe("RND-3: a failed round returns everything due", () => {
    const SLASH_BPS = 1_000n;
    const third = POT / 3n;
    /** What each account ends with, compared with what it had before the round; sums are checked besides. */
    const ENDINGS = [
      { failure: "NoUpdates", fixture: failedRoundWithoutUpdates, ends: { bob: -BOND }, pool: BOND, slashed: [] },
      { failure: "NoCommittee", fixture: failedRoundWithoutSnapshot, ends: {}, pool: 0n, slashed: [] },
      { failure: "NoCommittee", fixture: failedRoundOfTwoSeats, ends: {}, pool: 0n, slashed: [] },
      {
        failure: "SponsorSilent",
        fixture: failedRoundOfSilentSponsor,
        ends: { sam: -POT, bob: POT / 2n, dave: POT / 2n, carol: -BOND },
        pool: BOND,
        slashed: [],
      },
      {
        failure: "SlicesVoid",
        fixture: failedRoundOfVoidSlices,
        ends: {
          sam: -POT - FEE,
          bob: third,
          carol: third,
          dave: third,
          olga: (FEE * STAKES[0]) / (STAKES[0] + STAKES[1]),
          otto: (FEE * STAKES[1]) / (STAKES[0] + STAKES[1]),
        },
        // Rounding: a part of the pot and one of the fee.
        pool: POT - 3n * third + 1n,
        slashed: [],
      },
      {
        failure: "NoQuorum",
        fixture: failedRoundWithoutQuorum,
        ends: {},
        pool: 0n,
        slashed: [STAKES[1], STAKES[2]],
      },
    ] as const;

    for (const { failure, fixture, ends, pool: left, slashed } of ENDINGS) {
      it(`after ${failure} (${fixture.name})`, async () => {
        const world = await loadFixture(fixture);
        const { rounds, board, pool, token, staking, sam, bob, carol, dave, erin } = world;
        await pool.connect(erin).fund(1n, token, 77n);
        const supply = await token.totalSupply();

        await rounds.closeRound(1n);
        for (const funder of [sam, erin]) {
          if ((await pool.contributionOf(1n, funder)) > 0n) await pool.refund(1n, funder);
        }
        for (const contributor of [bob, carol, dave]) {
          await rounds.claimForfeited(1n, contributor).catch(() => undefined);
          await rounds.reclaimBond(1n, contributor).catch(() => undefined);
        }
        const members = await board.membersOf(1n);
        for (const [seat, member] of members.entries()) {
          if (member.isVoid) await board.claimFee(1n, seat);
          if (member.isCommitted && !member.isRevealed) await board.slashSilent(1n, seat);
        }

        const changes: Record<string, bigint> = {};
        for (const name of [
          "alice",
          "bob",
          "carol",
          "dave",
          "sam",
          "mallory",
          "erin",
          "olga",
          "otto",
          "oscar",
        ] as const) {
          const stake = { olga: STAKES[0], otto: STAKES[1], oscar: STAKES[2] }[name as string] ?? 0n;
          const change = (await token.balanceOf(world[name])) + stake - HOLDING;
          if (change !== 0n) changes[name] = change;
        }
        expect(changes).to.deep.equal(ends);
        expect(await token.balanceOf(rounds)).to.equal(0n);
        expect(await token.balanceOf(pool)).to.equal(left);
        expect(Object.values(changes).reduce((sum, change) => sum + change, left)).to.equal(0n);
        const burned = slashed.reduce<bigint>((sum, stake) => sum + (stake * SLASH_BPS) / 10_000n, 0n);
        expect(supply - (await token.totalSupply())).to.equal(burned);
        expect(await staking.totalBonded()).to.equal(STAKES[0] + STAKES[1] + STAKES[2] - burned);
      });
    }
  });
});

/** What has to be done for a round not to fail when `phase` begins. */
async function serve(world: World, phase: Name): Promise<void> {
  const { rounds, board, bob, sam, olga, otto } = world;
  if (phase === "Opening") await rounds.connect(bob).revealUpdate(1n, updateDigestOf("bob"), saltOf("bob"));
  if (phase === "Reveal") {
    await enterLastDay(world);
    await board.snapshotCommittee(1n);
  }
  if (phase === "ScoreCommit") {
    await rounds.connect(sam).openSlices(1n, SLICES.rootSliceDigest, SLICES.validationSliceDigest, SLICES.salt);
  }
  if (phase === "Settling") {
    for (const [seat, oracle] of [olga, otto].entries()) {
      await board.connect(oracle).revealScores(1n, seat, packedOf({}), [], AGGREGATE, saltOf(oracle.address));
    }
  }
}
