import type { Client } from "../client.ts";
import type { ProposalReference } from "./ProposalReference.ts";
import { type ProposalCalls, proposalCalls } from "./proposalCalls.ts";

/** The calls of a proposal: those given, or those of the event of its creation. */
export async function callsOf(client: Client, proposal: ProposalReference): Promise<ProposalCalls> {
  return "calls" in proposal ? proposal.calls : proposalCalls(client, proposal);
}
