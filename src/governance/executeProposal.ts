import { ModelGovernor__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";
import { callsOf } from "./callsOf.ts";
import type { ProposalReference } from "./ProposalReference.ts";

/** Executes a queued proposal whose delay has passed. */
export async function executeProposal(client: Client, proposal: ProposalReference): Promise<void> {
  const governor = ModelGovernor__factory.connect(client.addresses.modelGovernor, client.runner);
  const { targets, values, calldatas, descriptionHash } = await callsOf(client, proposal);
  await send(client, governor, "ProposalExecuted", () =>
    governor.execute([...targets], [...values], [...calldatas], descriptionHash),
  );
}
