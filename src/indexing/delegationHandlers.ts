import type { IndexEvent } from "./IndexEvent.ts";
import type { IndexWriter } from "./IndexWriter.ts";
import { partyOf } from "./partyOf.ts";
import { placeOf } from "./placeOf.ts";

type DelegateChanged = { readonly delegator: string; readonly toDelegate: string };
type DelegateVotesChanged = {
  readonly delegate: string;
  readonly previousVotes: bigint;
  readonly newVotes: bigint;
};

/** Who votes for whom, and every change of a delegate's votes, of one of the two sources of voting power. */
export const delegationHandlers = (source: "token" | "staking") => ({
  DelegateChanged: (
    writer: IndexWriter,
    { delegator, toDelegate }: DelegateChanged,
    { timestamp }: IndexEvent,
  ): Promise<void> =>
    writer.put("delegation", { source, delegator, delegatee: partyOf(toDelegate), changedAt: timestamp }),
  DelegateVotesChanged: (
    writer: IndexWriter,
    { delegate, previousVotes, newVotes }: DelegateVotesChanged,
    event: IndexEvent,
  ): Promise<void> =>
    writer.put("delegateVotes", { source, delegate, ...placeOf(event), previousVotes, votes: newVotes }),
});
