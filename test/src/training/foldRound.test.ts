import { expect } from "chai";
import { concat, dataSlice, id, toBeHex, ZeroHash } from "ethers";
import type { EventLog } from "../../../src/chain/EventLog.ts";
import { foldRound } from "../../../src/training/foldRound.ts";
import { phases } from "../../../src/training/Phase.ts";
import { failureAt, phaseAt } from "../../../src/training/phaseAt.ts";
import { loadFixture } from "../../support/loadFixture.ts";
import {
  agreement,
  BOND,
  columnsOf,
  commitBallots,
  commitUpdates,
  DISSENT,
  enter,
  enterLastDay,
  Failure,
  FEE,
  modelWithSeats,
  openRound,
  openSlices,
  Phase,
  POT,
  revealBallots,
  revealUpdates,
  SCORES,
  SLICES,
  taskOf,
  treeOf,
  updateDigestOf,
  type World,
} from "../../support/rounds.ts";
import { roundEvents } from "./roundEvents.ts";

type Step = (world: World) => Promise<unknown>;

const snapshot: Step = ({ board, roundId }) => board.snapshotCommittee(roundId);
const openTheRound: Step = (world) => openRound(world);
const moveTo =
  (phase: bigint): Step =>
  (world) =>
    enter(world, phase);
const commit: Step = (world) => commitUpdates(world);
const close: Step = ({ rounds, roundId }) => rounds.closeRound(roundId);
const leaveSeat: Step = ({ board, oscar, modelId }) => board.connect(oscar).leaveSeat(modelId);
const settle: Step = (world) => world.board.settle(world.roundId, columnsOf(world, agreement(world).slice(0, 1)));

const seated = [openTheRound, commit, enterLastDay, snapshot] as const;
const revealed = [...seated, moveTo(Phase.Reveal), (world: World) => revealUpdates(world)] as const;
const opened = [...revealed, moveTo(Phase.Opening), (world: World) => openSlices(world)] as const;
const scored = [
  ...opened,
  moveTo(Phase.ScoreCommit),
  (world: World) => commitBallots(world, agreement(world)),
] as const;
const settled = [
  ...scored,
  moveTo(Phase.ScoreReveal),
  (world: World) => revealBallots(world, agreement(world)),
  moveTo(Phase.Settling),
  settle,
] as const;

/** Ballots of olga, otto and oscar, of whom the first two are more than half. */
const ballotsOf = (world: World, isVoid: readonly boolean[]) =>
  agreement(world).map((ballot, k) => ({ ...ballot, isVoid: isVoid[k]! }));
const vote = (...isVoid: readonly boolean[]): readonly Step[] => [
  ...opened,
  moveTo(Phase.ScoreCommit),
  (world) => commitBallots(world, ballotsOf(world, isVoid)),
  moveTo(Phase.ScoreReveal),
  (world) => revealBallots(world, ballotsOf(world, isVoid)),
];

/** The lives that a round can have, step by step; after the last step, time alone goes on. */
const lives: Readonly<Record<string, readonly Step[]>> = {
  "nobody comes": [openTheRound],
  "nobody commits, and the committee is snapshotted": [openTheRound, enterLastDay, snapshot],
  "no committee is snapshotted": [openTheRound, commit],
  "two seats are no committee": [openTheRound, commit, enterLastDay, leaveSeat, snapshot],
  "bonds come back without a committee": [
    openTheRound,
    commit,
    enterLastDay,
    leaveSeat,
    snapshot,
    close,
    ({ rounds, roundId, bob }) => rounds.reclaimBond(roundId, bob),
  ],
  "nobody reveals": [...seated],
  "the sponsor stays silent": [...revealed],
  "the sponsor stays silent, and its pot is claimed": [
    ...revealed,
    moveTo(Phase.ScoreCommit),
    close,
    ({ rounds, roundId, bob }) => rounds.claimForfeited(roundId, bob),
  ],
  "one reveals": [...seated, moveTo(Phase.Reveal), (world) => revealUpdates(world, ["carol"]), moveTo(Phase.Opening)],
  "no oracle commits": [...opened],
  "no oracle reveals": [...scored],
  "one oracle reveals": [
    ...scored,
    moveTo(Phase.ScoreReveal),
    (world) => revealBallots(world, agreement(world).slice(0, 1)),
    moveTo(Phase.Settling),
    ({ board, roundId }) => board.slashSilent(roundId, 1),
  ],
  "most find the slices void": vote(true, true, false),
  "one finds the slices void": vote(true, false, false),
  "all find the slices void, and the fee is claimed": [
    ...vote(true, true, true),
    moveTo(Phase.Settling),
    close,
    ({ board, roundId }) => board.claimFee(roundId, 0),
  ],
  "two reveal, and nobody settles": [
    ...scored,
    moveTo(Phase.ScoreReveal),
    (world) => revealBallots(world, agreement(world).slice(0, 2)),
  ],
  "it is settled": [...settled, ({ board, roundId }) => board.claimFee(roundId, 0)],
  "it is settled against a dissent": [
    ...opened,
    moveTo(Phase.ScoreCommit),
    (world) => commitBallots(world, [...agreement(world).slice(0, 2), { oracle: world.oscar, scores: DISSENT }]),
    // Changed its mind in time.
    (world) => commitBallots(world, [{ oracle: world.oscar }]),
    (world) => commitBallots(world, [{ oracle: world.oscar, scores: DISSENT }]),
    moveTo(Phase.ScoreReveal),
    (world) => revealBallots(world, [...agreement(world).slice(0, 2), { oracle: world.oscar, scores: DISSENT }]),
    moveTo(Phase.Settling),
    settle,
  ],
};

const failureNames = Object.keys(Failure);

/** Fails unless the fold of the events says what the contracts say, now. */
async function expectSame(world: World): Promise<void> {
  const { rounds, board, roundId, networkHelpers } = world;
  const round = foldRound(await roundEvents(world))!;
  const now = await networkHelpers.time.latest();
  const [phase, failure] = [await rounds.phaseOf(roundId), await rounds.failureOf(roundId)];
  expect(phaseAt(round, now)).to.equal(phases[Number(phase)]);
  expect(failureAt(round, now) ?? "None").to.equal(failureNames[Number(failure)]);

  const { isSettled, isClosed, isOpened, isVoid, hasQuorum, hasCommittee, isTooFewSeats, commits } =
    await rounds.roundOf(roundId);
  expect(round).to.include({ isSettled, isClosed, isVoid, hasQuorum });
  expect(round.slices !== undefined).to.equal(isOpened);
  expect(round.isSeated).to.equal(hasCommittee ? true : isTooFewSeats ? false : undefined);
  expect(BigInt(round.submissions.size)).to.equal(commits);
  expect(Object.values(round.deadlines)).to.deep.equal([...(await rounds.deadlinesOf(roundId))]);
  for (const { contributor, updateDigest, commitment, index } of round.submissions.values()) {
    const update = await rounds.updateOf(roundId, contributor);
    expect(updateDigest ?? commitment).to.equal(update.digest);
    expect(index !== undefined).to.equal(update.isRevealed);
    if (index !== undefined) expect(BigInt(index)).to.equal(update.index);
    const isCompensated = update.isForfeitPaid || (update.isBondReturned && !update.isRevealed);
    expect(round.compensated.has(contributor)).to.equal(isCompensated);
  }
  if (hasCommittee) {
    for (const member of await board.membersOf(roundId)) {
      const judgement = round.judgements.get(member.oracle);
      expect(judgement !== undefined).to.equal(member.isCommitted);
      if (judgement === undefined) continue;
      const { isRevealed, isVoid: isMembersVoid, isSlashed, isPaid, sealedHash } = member;
      expect(judgement).to.include({ isRevealed, isVoid: isMembersVoid, isSlashed, isPaid });
      if (!isRevealed) expect(judgement.commitment).to.equal(sealedHash);
    }
  }
}

describe("foldRound, phaseAt and failureAt", () => {
  for (const [life, steps] of Object.entries(lives)) {
    describe(`given a round in which ${life}`, () => {
      it("say what the contracts say, after every step and in every second around a deadline", async () => {
        const world = await loadFixture(modelWithSeats);
        for (const step of steps) {
          await step(world);
          await expectSame(world);
        }
        const { deadlines } = foldRound(await roundEvents(world))!;
        for (const deadline of Object.values(deadlines)) {
          for (const second of [deadline - 1n, deadline]) {
            if (BigInt(await world.networkHelpers.time.latest()) >= second) continue;
            await world.networkHelpers.time.increaseTo(second);
            await expectSame(world);
          }
        }
      });
    });
  }
});

describe("foldRound", () => {
  /** sam's round, settled, with its events. */
  async function aSettledRound() {
    const world = await loadFixture(modelWithSeats);
    for (const step of settled) await step(world);
    const logs = await roundEvents(world);
    const { topicHash } = world.rounds.interface.getEvent("RoundOpened");
    const opening = logs.find(({ topics }) => topics[0] === topicHash)!;
    return { world, logs, opening, round: foldRound(logs)! };
  }

  it("tells what the round is about", async () => {
    const { world, opening, round } = await aSettledRound();
    const task = taskOf(world);
    const { rootSliceDigest, validationSliceDigest } = SLICES;
    expect(round).to.deep.include({
      roundId: 1n,
      modelId: 1n,
      baseVersion: 1n,
      sponsor: world.sam.address,
      taskDigest: task.taskDigest,
      token: task.token,
      pot: POT,
      oracleFee: FEE,
      bond: BOND,
      maxContributors: 100,
      openedAt: opening.timestamp,
      slices: { rootSliceDigest, validationSliceDigest },
    });
    expect(round.submissions.get(world.dave.address)).to.deep.include({
      index: 2,
      updateDigest: updateDigestOf("dave"),
    });
    expect(round.judgements.get(world.olga.address)).to.include({ commits: 1, isRevealed: true });
  });

  it("says the same for the same events, and nothing for those of no opening", async () => {
    const { logs, opening, round } = await aSettledRound();
    expect(foldRound(logs)).to.deep.equal(round);
    expect(foldRound([])).to.equal(undefined);
    expect(foldRound(logs.filter((log) => log !== opening))).to.equal(undefined);
  });

  it("counts how often an oracle committed", async () => {
    const world = await loadFixture(modelWithSeats);
    for (const step of scored) await step(world);
    await commitBallots(world, [{ oracle: world.otto, scores: DISSENT }]);
    const round = foldRound(await roundEvents(world))!;
    expect(round.judgements.get(world.otto.address)?.commits).to.equal(2);
    expect(round.judgements.get(world.olga.address)?.commits).to.equal(1);
  });

  it("counts payments into the pots by token, but not what opened them", async () => {
    const { world, round } = await aSettledRound();
    const token = world.addresses.commonToken;
    expect([...round.payments]).to.deep.equal([[token, 0]]);
    for (const amount of [5n, 6n]) await world.pool.connect(world.erin).fund(world.roundId, token, amount);
    expect([...foldRound(await roundEvents(world))!.payments]).to.deep.equal([[token, 2]]);
    const tree = await treeOf(world, SCORES);
    await world.pool.claim(world.bob, token, [tree.shareOf(0)]);
    expect([...foldRound(await roundEvents(world))!.payments]).to.deep.equal([[token, 2]]);
  });

  it("knows the last event on which scores depend, and sealed copies", async () => {
    const world = await loadFixture(modelWithSeats);
    for (const step of revealed) await step(world);
    const lastInput = async () => {
      const { blockNumber } = foldRound(await roundEvents(world))!.lastInput;
      return (await world.ethers.provider.getBlockNumber()) - blockNumber;
    };
    expect(await lastInput()).to.equal(0);
    await world.sealing.connect(world.bob).announce(world.roundId, id("sealed"));
    expect(await lastInput()).to.equal(0);
    const { submissions } = foldRound(await roundEvents(world))!;
    expect(submissions.get(world.bob.address)?.sealedDigest).to.equal(id("sealed"));
    expect(submissions.get(world.carol.address)?.sealedDigest).to.equal(undefined);
    await enter(world, Phase.Opening);
    expect(await lastInput()).to.equal(1);
    await openSlices(world);
    expect(await lastInput()).to.equal(0);
    await enter(world, Phase.ScoreCommit);
    await commitBallots(world, agreement(world));
    expect(await lastInput()).to.be.above(1);
  });

  describe("when the round got into another block", () => {
    it("gives it the same key, and another one to another round with its number", async () => {
      const { logs, opening, round } = await aSettledRound();
      const elsewhere = logs.map(
        (log): EventLog => ({ ...log, blockHash: ZeroHash, blockNumber: log.blockNumber + 1 }),
      );
      expect(foldRound(elsewhere)?.key).to.equal(round.key);
      const keyWith = (change: Partial<EventLog>) => foldRound([{ ...opening, ...change }])?.key;
      const { topics, data } = opening;
      const otherSponsor = [...topics.slice(0, 3), toBeHex(0xabc, 32)];
      // The first word of the task is its model.
      const otherTask = concat([toBeHex(2, 32), dataSlice(data, 32)]);
      const keys = [round.key, keyWith({ topics: otherSponsor }), keyWith({ data: otherTask })];
      expect(new Set(keys).size).to.equal(3);
      expect(round.key).to.match(/^0x[0-9a-f]{16}$/);
    });
  });
});
