import { ModelGovernor__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";
import { type ProposalState, proposalStates } from "./proposalStates.ts";

export type ProposalStateParameters = {
  readonly proposalId: bigint;
};

/** Where a proposal stands now. @throws RevertError `GovernorNonexistentProposal` when there is none. */
export async function proposalState(client: Client, { proposalId }: ProposalStateParameters): Promise<ProposalState> {
  const governor = ModelGovernor__factory.connect(client.addresses.modelGovernor, client.runner);
  return proposalStates[Number(await read(governor.state(proposalId)))] ?? "Pending";
}
