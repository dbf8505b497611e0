import { ModelGovernor__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";
import { callsOf } from "./callsOf.ts";
import type { ProposalReference } from "./ProposalReference.ts";

/** Queues a proposal that succeeded and resolves to the time, in seconds, from which it can be executed. */
export async function queueProposal(client: Client, proposal: ProposalReference): Promise<bigint> {
  const governor = ModelGovernor__factory.connect(client.addresses.modelGovernor, client.runner);
  const { targets, values, calldatas, descriptionHash } = await callsOf(client, proposal);
  const { args } = await send(client, governor, "ProposalQueued", () =>
    governor.queue([...targets], [...values], [...calldatas], descriptionHash),
  );
  return args.etaSeconds as bigint;
}
