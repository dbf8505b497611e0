import { proposalState } from "../../../../src/governance/proposalState.ts";
import type { Answer } from "../../../Answer.ts";
import type { Context } from "../../../Context.ts";
import { actionsOf } from "../../../dao/actionsOf.ts";
import { descriptionOf, titleOf } from "../../../dao/descriptionOf.ts";
import { whatComes } from "../../../dao/whatComes.ts";
import { formatTable } from "../../../output/formatTable.ts";

export async function run(context: Context, { limit }: { readonly limit: number }): Promise<Answer> {
  const { index, client, now } = await context.indexed();
  const rows = index.rows("proposal", { orderBy: "number", descending: true, limit });
  const states = await Promise.all(rows.map(({ id }) => proposalState(client, { proposalId: id })));
  const proposals = rows.map((proposal, k) => ({ proposal, state: states[k]! }));
  const first = proposals[0]?.proposal.number;
  return {
    data: proposals.map(({ proposal, state }) => ({
      ...proposal,
      ...{ targets: undefined, values: undefined, calldatas: undefined },
      actions: actionsOf(proposal),
      title: titleOf(proposal.description),
      description: descriptionOf(proposal.description),
      state,
    })),
    text: () =>
      formatTable(
        [
          { title: "#", value: ({ proposal }) => String(proposal.number), isRight: true },
          { title: "Proposal", value: ({ proposal }) => titleOf(proposal.description) },
          { title: "State", value: ({ state }) => state.toLowerCase() },
          { title: "What comes", value: ({ proposal, state }) => whatComes(state, proposal, now) },
        ],
        proposals,
        "Nothing has been proposed yet. See commonweights dao propose --help.",
      ),
    ...(first === undefined ? {} : { next: [`dao proposal show ${first}`] }),
  };
}
