import { ModelGovernor__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";
import { callsOf } from "./callsOf.ts";
import type { ProposalReference } from "./ProposalReference.ts";

/** Cancels a proposal of the caller, for ever; possible until its voting starts. */
export async function cancelProposal(client: Client, proposal: ProposalReference): Promise<void> {
  const governor = ModelGovernor__factory.connect(client.addresses.modelGovernor, client.runner);
  const { targets, values, calldatas, descriptionHash } = await callsOf(client, proposal);
  await send(client, governor, "ProposalCanceled", () =>
    governor.cancel([...targets], [...values], [...calldatas], descriptionHash),
  );
}
