import type { Client } from "../../src/client.ts";
import { BaseError } from "../../src/errors/BaseError.ts";
import type { Row } from "../../src/indexing/tables.ts";
import { claimableOf } from "../../src/rewards/claimableOf.ts";
import type { Share } from "../../src/rewards/claimRewards.ts";
import { sharesOf } from "../../src/scoring/sharesOf.ts";
import type { Indexed } from "../Context.ts";
import { phaseOfRow, type RowPhase } from "../round/phaseOfRow.ts";

/** What a share earned in one token, smallest units, the part of a dataset's owner included. */
export type Earning = {
  readonly token: string;
  /** Everything that the round's shares divide. */
  readonly funded: bigint;
  readonly earned: bigint;
  readonly claimed: bigint;
  readonly claimable: bigint;
};

/** A contributor's part in one round. */
export type Reward = RowPhase & {
  readonly roundId: bigint;
  readonly modelId: bigint;
  readonly update: Row<"roundUpdate">;
  /** With its proof; undefined before settlement, and for an update that was not revealed. */
  readonly share: Share | undefined;
  /** Sum of all scores of the round, parts per billion. */
  readonly totalScore: number;
  readonly earnings: readonly Earning[];
  /** Whether the scores cannot be read because they were revealed through another contract. */
  readonly isUnreadable: boolean;
};

/** Rounds that are read at once: each takes some calls. */
const AT_ONCE = 8;

/** What a contributor has from rounds, newest first: all of them, or those that are named. */
export async function readRewards(
  indexed: Indexed,
  contributor: string,
  roundIds?: readonly bigint[],
): Promise<Reward[]> {
  const { index } = indexed;
  const where = { contributor };
  const updates = index
    .rows("roundUpdate", { where, orderBy: "roundId", descending: true })
    .filter(({ roundId }) => roundIds === undefined || roundIds.includes(roundId));
  const rewards: Reward[] = [];
  for (let first = 0; first < updates.length; first += AT_ONCE) {
    const some = updates.slice(first, first + AT_ONCE);
    rewards.push(...(await Promise.all(some.map((update) => readReward(indexed, update)))));
  }
  return rewards;
}

async function readReward({ index, client, now }: Indexed, update: Row<"roundUpdate">): Promise<Reward> {
  const { roundId, contributor } = update;
  const round = index.row("round", { id: roundId })!;
  const state = phaseOfRow(round, now);
  const totalScore = round.totalScore ?? 0;
  const known = { ...state, roundId, modelId: round.modelId, update, totalScore, isUnreadable: false };
  if (state.phase !== "Settled" || update.position === null) return { ...known, share: undefined, earnings: [] };
  const shares = await readableShares(client, roundId);
  if (shares === undefined) return { ...known, isUnreadable: true, share: undefined, earnings: [] };
  const { contributor: _, ...share } = shares.find((one) => one.contributor === contributor)!;
  const pots = index.rows("pot", { where: { roundId } });
  const claims = index.rows("rewardClaim", { where: { contributor, roundId } });
  const earnings = await Promise.all(
    pots.map(async ({ token, funded }): Promise<Earning> => {
      const claimable = share.score === 0 ? 0n : (await claimableOf(client, { token, shares: [share] })).total;
      const claimed = claims.reduce((sum, claim) => (claim.token === token ? sum + claim.amount : sum), 0n);
      return { token, funded, earned: claimed + claimable, claimed, claimable };
    }),
  );
  return { ...known, share, earnings };
}

/** Undefined where a round's scores cannot be read: the other rounds can. */
async function readableShares(client: Client, roundId: bigint) {
  try {
    return await sharesOf(client, { roundId });
  } catch (error) {
    if (error instanceof BaseError && error.code === "REVEAL_UNREADABLE") return undefined;
    throw error;
  }
}
