import type { RewardPool } from "../../../typechain-types/index.ts";
import type { Handlers } from "../Handlers.ts";
import type { IndexWriter } from "../IndexWriter.ts";
import { partyOf } from "../partyOf.ts";
import { placeOf } from "../placeOf.ts";
import { requireRow } from "../requireRow.ts";
import type { Row } from "../tables.ts";
import { upsertRow } from "../upsertRow.ts";

/** By the number of the outcome. */
const OUTCOMES = ["none", "open", "settled", "refunded", "sponsorSilent", "slicesVoid"];

/** Pots, reserves, claims and the datasets' parts of them. */
export const rewardPoolHandlers: Handlers<RewardPool> = {
  async PotOpened(writer, { roundId, token, amount, reserve, fee }, { timestamp }) {
    const { sponsor } = await requireRow(writer, "round", { id: roundId });
    await writer.put("pot", {
      ...emptyPot(roundId, token, timestamp),
      sponsor,
      funded: amount + reserve,
      reserve,
      fee,
      outcome: "open",
    });
    await writer.put("contribution", { roundId, funder: sponsor, refundable: amount, refunded: 0n });
  },
  async PotFunded(writer, { roundId, token, funder, amount }, event) {
    const initial = emptyPot(roundId, token, event.timestamp);
    const { outcome } = (await writer.get("pot", { roundId, token })) ?? initial;
    const isSettled = outcome === "settled";
    await upsertRow(writer, "pot", initial, ({ funded, payments }) => ({
      funded: funded + amount,
      payments: isSettled ? payments + 1 : payments,
    }));
    if (!isSettled) {
      await upsertRow(writer, "contribution", { roundId, funder, refundable: 0n, refunded: 0n }, ({ refundable }) => ({
        refundable: refundable + amount,
      }));
    }
    await writer.put("funding", { ...placeOf(event), roundId, token, funder, amount });
  },
  PotSettled: (writer, { roundId, token, root, totalScore, count, earned }, { timestamp }) =>
    writer.update("pot", { roundId, token }, () => ({
      outcome: "settled",
      root,
      totalScore: Number(totalScore),
      count: Number(count),
      earned,
      funded: totalScore === 0n ? 0n : earned,
      payments: totalScore === 0n ? 0 : 1,
      settledAt: timestamp,
    })),
  async PotFailed(writer, args) {
    const { roundId } = args;
    const outcome = OUTCOMES[Number(args.outcome)] as string;
    const { token, sponsor } = await requireRow(writer, "round", { id: roundId });
    const { fee } = await requireRow(writer, "pot", { roundId, token });
    const { refundable } = await requireRow(writer, "contribution", { roundId, funder: sponsor });
    // Only the opener is at fault: its part is forfeited, what others added to it goes back.
    const isForfeited = outcome !== "refunded";
    const feeBack = outcome === "slicesVoid" ? 0n : fee;
    await writer.update("pot", { roundId, token }, () => ({ outcome, ...(isForfeited ? { funded: refundable } : {}) }));
    await writer.update("contribution", { roundId, funder: sponsor }, () => ({
      refundable: isForfeited ? feeBack : refundable + feeBack,
    }));
  },
  PotRefunded: (writer, { roundId, funder, amount }) =>
    writer.update("contribution", { roundId, funder }, ({ refunded }) => ({
      refundable: 0n,
      refunded: refunded + amount,
    })),
  ReserveChanged: (writer, { modelId, token, reserve }) => writer.put("reserve", { modelId, token, amount: reserve }),
  RewardClaimed: (writer, { contributor, roundId, token, amount }, event) =>
    writer.put("rewardClaim", { ...placeOf(event), contributor, roundId, token, amount }),
  RevenueShareRecorded: (writer, { roundId, contributor, shareBps }) =>
    writer.update("roundUpdate", { roundId, contributor }, () => ({ revenueShareBps: Number(shareBps) })),
  RevenueShared: (writer, { datasetId, token, amount }) =>
    changeRevenue(writer, datasetId, token, ({ shared }) => ({ shared: shared + amount })),
  RevenueWithdrawn: (writer, { datasetId, token, amount }) =>
    changeRevenue(writer, datasetId, token, ({ withdrawn }) => ({ withdrawn: withdrawn + amount })),
  ClaimerChanged: (writer, { contributor, claimer }, { timestamp }) =>
    writer.put("claimer", { contributor, claimer: partyOf(claimer), changedAt: timestamp }),
  TokenAllowanceSet: (writer, { token, isAllowed }) =>
    writer.put("allowedToken", { contract: "rewardPool", token, isAllowed }),
};

/** A pot that nothing was paid into yet. One in another token than the round's begins after settlement. */
function emptyPot(roundId: bigint, token: string, openedAt: number): Row<"pot"> {
  return {
    roundId,
    token,
    sponsor: null,
    funded: 0n,
    reserve: 0n,
    fee: 0n,
    payments: 0,
    outcome: "settled",
    root: null,
    totalScore: null,
    count: null,
    earned: null,
    openedAt,
    settledAt: null,
  };
}

function changeRevenue(
  writer: IndexWriter,
  datasetId: bigint,
  token: string,
  change: (row: Row<"revenue">) => Partial<Row<"revenue">>,
): Promise<void> {
  return upsertRow(writer, "revenue", { datasetId, token, shared: 0n, withdrawn: 0n }, change);
}
