import { ModelGovernor__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";
import { proposalCalls } from "./proposalCalls.ts";

export type QueueProposalParameters = {
  /** Identifier of the proposal. */
  readonly proposalId: bigint;
  /** First block to look for the proposal in. */
  readonly fromBlock?: number;
};

/** Queues a proposal that succeeded and resolves to the time, in seconds, from which it can be executed. */
export async function queueProposal(client: Client, parameters: QueueProposalParameters): Promise<bigint> {
  const governor = ModelGovernor__factory.connect(client.addresses.modelGovernor, client.runner);
  const { targets, values, calldatas, descriptionHash } = await proposalCalls(client, parameters);
  const { args } = await send(client, governor, "ProposalQueued", () =>
    governor.queue(targets, values, calldatas, descriptionHash),
  );
  return args.etaSeconds as bigint;
}
