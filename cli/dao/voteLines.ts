import type { ProposalVotes } from "../../src/governance/proposalVotes.ts";
import { formatAmount, type Unit } from "../output/formatAmount.ts";
import { type Field, formatFields } from "../output/formatFields.ts";
import { formatPercent } from "../output/formatPercent.ts";

/** How a vote stands: weights, parts of what was cast, and the quorum. */
export function voteLines(votes: ProposalVotes, unit: Unit): string[] {
  const cast = votes.for + votes.against + votes.abstain;
  const line = (units: bigint) =>
    cast === 0n
      ? formatAmount(units, unit)
      : `${formatAmount(units, unit)} (${formatPercent(Number((units * 20_000n + cast) / (2n * cast)))})`;
  const fields: Field[] = [
    ["For", line(votes.for)],
    ["Against", line(votes.against)],
    ["Abstain", line(votes.abstain)],
    ["Quorum", quorumWords(votes, unit)],
  ];
  return formatFields(fields).split("\n");
}

function quorumWords({ for: forVotes, abstain, quorum }: ProposalVotes, unit: Unit): string {
  if (quorum === undefined) return "is a part of the supply when voting starts";
  const counted = forVotes + abstain;
  if (counted >= quorum) return `reached: ${formatAmount(quorum, unit)} for or abstaining`;
  return `${formatAmount(quorum - counted, unit)} are missing of ${formatAmount(quorum, unit)} for or abstaining`;
}
