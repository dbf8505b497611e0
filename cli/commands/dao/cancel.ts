import { cancelProposal } from "../../../src/governance/cancelProposal.ts";
import { AdvisedError } from "../../AdvisedError.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { titleOf } from "../../dao/descriptionOf.ts";
import { findProposal } from "../../dao/findProposal.ts";
import { proposalCallsOf } from "../../dao/proposalCallsOf.ts";
import { requireState } from "../../dao/requireState.ts";
import { nameAndAddress } from "../../output/nameOf.ts";
import { withAccount } from "../../output/withAccount.ts";

export async function run(context: Context, input: { readonly proposal: bigint }): Promise<Answer> {
  const account = await context.address();
  const network = await context.network();
  const indexed = await context.indexed();
  const proposal = findProposal(indexed.index, input.proposal);
  const { id, number, proposer } = proposal;
  if (proposer !== account) {
    throw new AdvisedError("NOT_PROPOSER", `Proposal ${number} is of ${nameAndAddress(network, proposer)}.`, {
      remedy: "Only its proposer can cancel it. Vote against it instead.",
      next: withAccount(context, `dao vote ${number} against`),
    });
  }
  await requireState(context, indexed, proposal, "Pending", "canceled: that ends when voting starts");
  const title = `Cancel proposal ${number}`;
  return context.carryOut({
    title,
    facts: [
      ["Proposal", titleOf(proposal.description)],
      ["Undone by", "nothing; the same calls can be proposed again with another description"],
    ],
    steps: [{ label: title, act: (writer) => cancelProposal(writer, { calls: proposalCallsOf(proposal) }) }],
    answer: () => ({
      data: { proposalId: id, number },
      text: () => `Proposal ${number} is canceled.`,
      next: ["dao proposal list"],
    }),
  });
}
