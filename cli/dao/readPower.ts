import { votingPowerOf } from "../../src/governance/votingPowerOf.ts";
import type { Indexed } from "../Context.ts";
import { type Delegation, holdingsAt, type Source } from "./holdingsAt.ts";

/** Votes that somebody else lets an account cast. */
export type ReceivedVotes = {
  readonly source: Source;
  readonly delegator: string;
  /** Smallest units. */
  readonly amount: bigint;
  /** Seconds. */
  readonly since: number;
};

/** An account's votes at a time, and where they come from; amounts in smallest units. */
export type Power = {
  readonly account: string;
  /** Seconds; undefined means now. */
  readonly at: number | undefined;
  readonly total: bigint;
  readonly tokenVotes: bigint;
  readonly stakedVotes: bigint;
  /** What the account held itself, and who voted with it. */
  readonly tokens: { readonly amount: bigint; readonly delegation: Delegation | undefined };
  readonly stake: { readonly amount: bigint; readonly voter: string };
  /** The greatest first. */
  readonly received: readonly ReceivedVotes[];
};

/** Reads an account's votes, now or at a past time in seconds, and explains them from the kept events. */
export async function readPower({ index, client, now }: Indexed, account: string, at?: number): Promise<Power> {
  const { total, tokenVotes, stakedVotes } = await votingPowerOf(client, {
    account,
    ...(at === undefined ? {} : { timepoint: BigInt(at) }),
  });
  const holdings = holdingsAt(index, client.addresses, at ?? now);
  const received = (["tokens", "stake"] as const).flatMap((source) =>
    holdings
      .delegators(source, account)
      .filter(({ delegator }) => delegator !== account)
      .map(({ delegator, since }) => ({ source, delegator, amount: holdings.held(source, delegator), since })),
  );
  return {
    account,
    at,
    total,
    tokenVotes,
    stakedVotes,
    tokens: { amount: holdings.held("tokens", account), delegation: holdings.delegation("tokens", account) },
    stake: {
      amount: holdings.held("stake", account),
      // Stake votes for its owner unless the owner says otherwise.
      voter: holdings.delegation("stake", account)?.delegatee ?? account,
    },
    received: received.toSorted((a, b) => Number(b.amount > a.amount) - Number(b.amount < a.amount)),
  };
}
