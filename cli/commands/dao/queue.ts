import { governanceParameters } from "../../../src/governance/governanceParameters.ts";
import { queueProposal } from "../../../src/governance/queueProposal.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { actionFacts } from "../../dao/actionFacts.ts";
import { findProposal } from "../../dao/findProposal.ts";
import { proposalCallsOf } from "../../dao/proposalCallsOf.ts";
import { requireState } from "../../dao/requireState.ts";
import { formatDuration } from "../../output/formatDuration.ts";
import { formatMoment } from "../../output/formatMoment.ts";
import { withAccount } from "../../output/withAccount.ts";

export async function run(context: Context, input: { readonly proposal: bigint }): Promise<Answer> {
  const indexed = await context.indexed();
  const { index, client, now } = indexed;
  const proposal = findProposal(index, input.proposal);
  const { id, number } = proposal;
  await requireState(context, indexed, proposal, "Succeeded", "queued");
  const { timelockSeconds } = await governanceParameters(client);
  const title = `Queue proposal ${number}`;
  return context.carryOut({
    title,
    facts: [
      ...(await actionFacts(context, proposal)),
      ["Executable", `${formatDuration(timelockSeconds)} after it is queued`],
    ],
    steps: [{ label: title, act: (writer) => queueProposal(writer, { calls: proposalCallsOf(proposal) }) }],
    answer: ([eta]) => ({
      data: { proposalId: id, number, executableAt: Number(eta) },
      text: () => `Proposal ${number} is queued. It can be executed from ${formatMoment(eta as bigint, now)}.`,
      next: [withAccount(context, `dao execute ${number}`), `dao proposal show ${number}`],
    }),
  });
}
