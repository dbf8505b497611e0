import type { Staking } from "../../../typechain-types/index.ts";
import { delegationHandlers } from "../delegationHandlers.ts";
import type { Handlers } from "../Handlers.ts";
import { requireRow } from "../requireRow.ts";
import { upsertRow } from "../upsertRow.ts";

/** Stake, what of it backs seats, its way out, and the votes it carries. */
export const stakingHandlers: Handlers<Staking> = {
  ...delegationHandlers("staking"),
  Staked: (writer, { account, amount }) =>
    upsertRow(
      writer,
      "stake",
      { account, active: 0n, allocated: 0n, exiting: 0n, slashed: 0n, exitEpoch: 0 },
      ({ active }) => ({ active: active + amount }),
    ),
  async ExitRequested(writer, { account, exitId, amount, unlockedAt }, { timestamp }) {
    const { exitEpoch } = await requireRow(writer, "stake", { account });
    await writer.update("stake", { account }, ({ active, exiting }) => ({
      active: active - amount,
      exiting: exiting + amount,
    }));
    await writer.put("exit", {
      account,
      exitId,
      amount,
      epoch: exitEpoch,
      requestedAt: timestamp,
      unlockedAt: Number(unlockedAt),
      released: null,
      releasedAt: null,
    });
  },
  async ExitReleased(writer, { account, exitId, amount }, { timestamp }) {
    await writer.update("stake", { account }, ({ exiting }) => ({ exiting: exiting - amount }));
    await writer.update("exit", { account, exitId }, () => ({ released: amount, releasedAt: timestamp }));
  },
  // Announced before the slash that closed the queue, which then takes the rest of it.
  ExitQueueClosed: (writer, { account, returned }) =>
    writer.update("stake", { account }, ({ active, exiting, exitEpoch }) => ({
      active: active + returned,
      exiting: exiting - returned,
      exitEpoch: exitEpoch + 1,
    })),
  StakeAllocated: (writer, { account, amount }) =>
    writer.update("stake", { account }, ({ allocated }) => ({ allocated: allocated + amount })),
  async StakeDeallocated(writer, { account, amount }) {
    if (amount > 0n) {
      await writer.update("stake", { account }, ({ allocated }) => ({ allocated: allocated - amount }));
    }
  },
  async StakeSlashed(writer, { account, fromActive, fromExits }) {
    if (fromActive + fromExits === 0n) return;
    await writer.update("stake", { account }, ({ active, allocated, exiting, slashed }) => {
      const rest = active - fromActive;
      // The queue is touched only once nothing is active: what it returned since backs no seat.
      const backed = fromExits > 0n ? 0n : rest;
      return {
        active: rest,
        allocated: allocated < backed ? allocated : backed,
        exiting: exiting - fromExits,
        slashed: slashed + fromActive + fromExits,
      };
    });
  },
};
