import { expect } from "chai";
import type { ContractTransactionResponse } from "ethers";
import { loadFixture } from "../support/loadFixture.ts";
import {
  agreement,
  claim,
  columnsOf,
  commitUpdates,
  enter,
  enterLastDay,
  modelWithSeats,
  openRound,
  Phase,
  playToSettling,
  SCORES,
  taskOf,
  treeOf,
} from "../support/rounds.ts";
import { allowMockToken } from "../support/roundsTokens.ts";

const [SETTLED, REFUNDED, UNCLOSED, OPEN] = [1n, 2n, 3n, 4n];
const BOND = 1_000n;

/** Rounds in a token that makes a call in the middle of a transfer: settled, failed and closed, failed with lost bonds, open. */
async function roundsInCallbackToken() {
  const world = await modelWithSeats();
  const { rounds, board } = world;
  const token = await allowMockToken(world, "CallbackToken");
  const task = { token, pot: 10_000n, oracleFee: 1_000n, bond: BOND };
  await playToSettling(world, agreement(world), task);
  await board.settle(SETTLED, columnsOf(world, agreement(world).slice(0, 1)));
  const tree = await treeOf(world, SCORES);
  await openRound(world, task);
  await openRound(world, task);
  await commitUpdates(world, ["bob", "carol"], UNCLOSED);
  await enterLastDay(world, UNCLOSED);
  await board.snapshotCommittee(UNCLOSED);
  await enter(world, Phase.Opening, UNCLOSED);
  await rounds.closeRound(REFUNDED);
  await openRound(world, task);
  // Something for every call to do: revenue of alice's dataset, and a part that erin could be refunded.
  await claim(world, { contributor: world.dave, shares: [tree.shareOf(2)], token });
  return { ...world, cb: token, tree, task };
}

type State = Awaited<ReturnType<typeof roundsInCallbackToken>>;

/** Calls that move the token, by whom they may be made outside of any callback. */
const OUTER: Record<string, (state: State) => Promise<ContractTransactionResponse>> = {
  "fund a settled round": ({ pool, erin, cb }) => pool.connect(erin).fund(SETTLED, cb, 500n),
  "fund an open round": ({ pool, erin, cb }) => pool.connect(erin).fund(OPEN, cb, 500n),
  "open a round": async (state) => {
    const { rounds, mallory, cb } = state;
    return rounds.connect(mallory).openRound(taskOf(state, { ...state.task, token: cb, pot: 500n }));
  },
  "commit an update": ({ rounds, bob }) => rounds.connect(bob).commitUpdate(OPEN, `0x${"11".repeat(32)}`, 2n, 0n),
  claim: (state) => claim(state, { contributor: state.bob, shares: [state.tree.shareOf(0)], token: state.cb }),
  refund: ({ pool, sam }) => pool.refund(REFUNDED, sam),
  "close a round": ({ rounds }) => rounds.closeRound(UNCLOSED),
  "withdraw revenue": ({ pool, cb }) => pool.withdrawRevenue(1n, cb),
  "claim a fee": ({ board }) => board.claimFee(SETTLED, 0n),
};

/** Calls that anybody, so the token too, may make in the middle of a transfer. */
const INNER: Record<string, (state: State) => { target: string; data: string }> = {
  claim: ({ pool, bob, cb, tree, addresses }) => ({
    target: addresses.rewardPool,
    data: pool.interface.encodeFunctionData("claim", [bob.address, cb.target as string, [tree.shareOf(0)]]),
  }),
  refund: ({ pool, sam, addresses }) => ({
    target: addresses.rewardPool,
    data: pool.interface.encodeFunctionData("refund", [REFUNDED, sam.address]),
  }),
  "close a round": ({ rounds, addresses }) => ({
    target: addresses.trainingRounds,
    data: rounds.interface.encodeFunctionData("closeRound", [UNCLOSED]),
  }),
  "withdraw revenue": ({ pool, cb, addresses }) => ({
    target: addresses.rewardPool,
    data: pool.interface.encodeFunctionData("withdrawRevenue", [1n, cb.target as string]),
  }),
  "claim a fee": ({ board, addresses }) => ({
    target: addresses.scoreBoard,
    data: board.interface.encodeFunctionData("claimFee", [SETTLED, 0n]),
  }),
};

describe("ALL-1: a token that calls back", () => {
  for (const [outer, call] of Object.entries(OUTER)) {
    for (const [inner, callbackOf] of Object.entries(INNER)) {
      it(`to ${inner} while somebody starts to ${outer} takes nothing that is owed to anybody`, async () => {
        const state = await loadFixture(roundsInCallbackToken);
        const { target, data } = callbackOf(state);
        await state.cb.arm(target, data);
        // The token swallows what its callback reverts with; the outer call may revert because of it.
        await call(state).catch(() => undefined);
        await disarm(state);
        await drain(state);
      });
    }
  }

  it("cannot pay in twice with one payment", async () => {
    const state = await loadFixture(roundsInCallbackToken);
    const { pool, rounds, erin, cb } = state;
    const before = (await pool.potOf(OPEN, cb)).funded;
    const { target, data } = INNER["close a round"]!(state);
    await cb.arm(target, data);
    await pool.connect(erin).fund(OPEN, cb, 500n);
    expect((await pool.potOf(OPEN, cb)).funded).to.equal(before + 500n);
    expect((await rounds.roundOf(UNCLOSED)).isClosed).to.equal(false);
  });

  it("cannot pay in what the callback takes out: RewardPoolZeroAmount when nothing is left", async () => {
    const state = await loadFixture(roundsInCallbackToken);
    const { pool, erin, cb } = state;
    const { target, data } = INNER.claim!(state);
    await cb.arm(target, data);
    await expect(pool.connect(erin).fund(SETTLED, cb, 5_000n)).to.be.revertedWithCustomError(
      pool,
      "RewardPoolZeroAmount",
    );
  });

  it("cannot be paid twice for one share", async () => {
    const state = await loadFixture(roundsInCallbackToken);
    const { bob, cb } = state;
    const before = await cb.balanceOf(bob);
    const { target, data } = INNER.claim!(state);
    await cb.arm(target, data);
    await OUTER.claim!(state);
    expect((await cb.balanceOf(bob)) - before).to.equal(5_000n);
  });
});

/** A transfer of nothing makes the callback that is still armed, if any. */
async function disarm({ cb, mallory }: State): Promise<void> {
  await cb.arm(mallory, "0x");
  await cb.connect(mallory).transfer(mallory, 0n);
}

/** Pays out everything that is owed; nothing of it may fail, and what stays must be the reserve and dust. */
async function drain(state: State): Promise<void> {
  const { pool, rounds, board, cb, bob, carol, dave, sam, tree, networkHelpers } = state;
  if (!(await rounds.roundOf(UNCLOSED)).isClosed) await rounds.closeRound(UNCLOSED);
  await networkHelpers.time.increase(30n * 86_400n);
  for (let roundId = OPEN; roundId <= (await rounds.roundCount()); roundId++) await rounds.closeRound(roundId);
  for (let roundId = REFUNDED; roundId <= (await rounds.roundCount()); roundId++) {
    for (const funder of [sam, state.erin, state.mallory]) {
      if ((await pool.contributionOf(roundId, funder)) > 0n) await pool.refund(roundId, funder);
    }
  }
  for (const [seat, member] of (await board.membersOf(SETTLED)).entries()) {
    if (!member.isPaid) await board.claimFee(SETTLED, seat);
  }
  for (const [index, contributor] of [bob, carol, dave].entries()) {
    const share = tree.shareOf(index);
    if ((await pool.claimableOf(SETTLED, cb, index, share.score)) === 0n) continue;
    await claim(state, { contributor, shares: [share], token: cb });
  }
  if ((await pool.revenueOf(1n, cb)) > 0n) await pool.withdrawRevenue(1n, cb);
  if ((await rounds.updateOf(OPEN, bob)).committedAt !== 0n) await rounds.reclaimBond(OPEN, bob);
  const reserve = await pool.reserveOf(1n, cb);
  expect(await cb.balanceOf(pool)).to.be.within(reserve, reserve + 5_003n);
  expect(await cb.balanceOf(rounds)).to.equal(0n);
}
