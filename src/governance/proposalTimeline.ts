import { ModelGovernor__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";
import { proposalState } from "./proposalState.ts";
import type { ProposalState } from "./proposalStates.ts";

/** Where a proposal stands and when what happens; timestamps in seconds. */
export type ProposalTimeline = {
  readonly state: ProposalState;
  readonly proposer: string;
  /** The second whose voting power counts; votes are taken after it. */
  readonly snapshotAt: bigint;
  /** Last second in which votes are taken; a late quorum moves it. */
  readonly votingEndsAt: bigint;
  /** From when it can be executed; undefined until it is queued. */
  readonly executableAt: bigint | undefined;
};

export type ProposalTimelineParameters = {
  readonly proposalId: bigint;
};

/** Reads when a proposal is voted on and executed. @throws RevertError `GovernorNonexistentProposal` when there is none. */
export async function proposalTimeline(
  client: Client,
  { proposalId }: ProposalTimelineParameters,
): Promise<ProposalTimeline> {
  const governor = ModelGovernor__factory.connect(client.addresses.modelGovernor, client.runner);
  const [state, proposer, snapshotAt, votingEndsAt, eta] = await Promise.all([
    proposalState(client, { proposalId }),
    read(governor.proposalProposer(proposalId)),
    read(governor.proposalSnapshot(proposalId)),
    read(governor.proposalDeadline(proposalId)),
    read(governor.proposalEta(proposalId)),
  ]);
  return { state, proposer, snapshotAt, votingEndsAt, executableAt: eta === 0n ? undefined : eta };
}
