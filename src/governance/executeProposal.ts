import { ModelGovernor__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";
import { proposalCalls } from "./proposalCalls.ts";

export type ExecuteProposalParameters = {
  /** Identifier of the proposal. */
  readonly proposalId: bigint;
  /** First block to look for the proposal in. */
  readonly fromBlock?: number;
};

/** Executes a queued proposal whose delay has passed. */
export async function executeProposal(client: Client, parameters: ExecuteProposalParameters): Promise<void> {
  const governor = ModelGovernor__factory.connect(client.addresses.modelGovernor, client.runner);
  const { targets, values, calldatas, descriptionHash } = await proposalCalls(client, parameters);
  await send(client, governor, "ProposalExecuted", () => governor.execute(targets, values, calldatas, descriptionHash));
}
