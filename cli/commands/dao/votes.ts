import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { findProposal } from "../../dao/findProposal.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import { formatTable } from "../../output/formatTable.ts";
import { formatTime } from "../../output/formatTime.ts";
import { nameOf } from "../../output/nameOf.ts";
import { printable } from "../../output/printable.ts";

export type VotesInput = { readonly proposal: bigint; readonly limit: number };

export async function run(context: Context, { proposal, limit }: VotesInput): Promise<Answer> {
  const network = await context.network();
  const { index, client } = await context.indexed();
  const { id, number } = findProposal(index, proposal);
  const unit = await context.unitOf(client.addresses.commonToken);
  const votes = index
    .rows("vote", { where: { proposalId: id } })
    .toSorted((a, b) => Number(b.weight > a.weight) - Number(b.weight < a.weight))
    .slice(0, limit);
  return {
    data: { proposalId: id, number, votes },
    text: () =>
      formatTable(
        [
          { title: "Voter", value: ({ voter }) => nameOf(network, voter) },
          { title: "Vote", value: ({ support }) => support },
          { title: "Weight", value: ({ weight }) => formatAmount(weight, unit), isRight: true },
          { title: "At (UTC)", value: ({ at }) => formatTime(at) },
          { title: "Reason", value: ({ reason }) => printable(reason).replaceAll("\n", " ") },
        ],
        votes,
        `Nobody has voted on proposal ${number}.`,
      ),
    next: [`dao proposal show ${number}`],
  };
}
