import { ModelGovernor__factory } from "../../typechain-types/index.ts";
import { chainTime } from "../chain/chainTime.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";

/** The votes on a proposal so far, smallest units of the token. */
export type ProposalVotes = {
  readonly for: bigint;
  readonly against: bigint;
  readonly abstain: bigint;
  /** Votes for and abstaining that a decision needs; undefined before the snapshot, which decides. */
  readonly quorum: bigint | undefined;
  /** Whether the quorum is reached and more votes are for it than against. */
  readonly isSucceeding: boolean;
};

export type ProposalVotesParameters = {
  readonly proposalId: bigint;
};

/** Reads how members voted on a proposal. */
export async function proposalVotes(client: Client, { proposalId }: ProposalVotesParameters): Promise<ProposalVotes> {
  const governor = ModelGovernor__factory.connect(client.addresses.modelGovernor, client.runner);
  const [votes, snapshotAt, now] = await Promise.all([
    read(governor.proposalVotes(proposalId)),
    read(governor.proposalSnapshot(proposalId)),
    chainTime(client),
  ]);
  const { forVotes, againstVotes, abstainVotes } = votes;
  const quorum = snapshotAt < now ? await read(governor.quorum(snapshotAt)) : undefined;
  const isSucceeding = quorum !== undefined && forVotes + abstainVotes >= quorum && forVotes > againstVotes;
  return { for: forVotes, against: againstVotes, abstain: abstainVotes, quorum, isSucceeding };
}
