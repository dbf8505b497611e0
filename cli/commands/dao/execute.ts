import { executeProposal } from "../../../src/governance/executeProposal.ts";
import { AdvisedError } from "../../AdvisedError.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { actionFacts } from "../../dao/actionFacts.ts";
import { findProposal } from "../../dao/findProposal.ts";
import { proposalCallsOf } from "../../dao/proposalCallsOf.ts";
import { requireState } from "../../dao/requireState.ts";
import { formatMoment } from "../../output/formatMoment.ts";

export async function run(context: Context, input: { readonly proposal: bigint }): Promise<Answer> {
  const indexed = await context.indexed();
  const { index, now } = indexed;
  const proposal = findProposal(index, input.proposal);
  const { id, number, etaSeconds, modelId } = proposal;
  await requireState(context, indexed, proposal, "Queued", "executed");
  if (etaSeconds !== null && etaSeconds > now) {
    throw new AdvisedError("PROPOSAL_STATE", `Proposal ${number} is queued: it cannot be executed yet.`, {
      remedy: `It can be from ${formatMoment(etaSeconds, now)}.`,
      next: `dao proposal show ${number}`,
    });
  }
  const title = `Execute proposal ${number}`;
  return context.carryOut({
    title,
    facts: [...(await actionFacts(context, proposal)), ["Undone by", "another proposal only"]],
    steps: [{ label: title, act: (writer) => executeProposal(writer, { calls: proposalCallsOf(proposal) }) }],
    answer: () => ({
      data: { proposalId: id, number },
      text: () => `Proposal ${number} is carried out.`,
      next: [modelId === null ? `dao proposal show ${number}` : `model show ${modelId}`],
    }),
  });
}
