import type { ProposalState } from "../../src/governance/proposalStates.ts";
import type { Row } from "../../src/indexing/tables.ts";
import { formatMoment } from "../output/formatMoment.ts";

/** What comes next for a proposal, and when; `now` in seconds. */
export function stateDetail(state: ProposalState, proposal: Row<"proposal">, now: number): string {
  const { voteStart, voteEnd, etaSeconds, executedAt, canceledAt } = proposal;
  switch (state) {
    case "Pending":
      return `voting starts ${formatMoment(voteStart, now)}`;
    case "Active":
      return `voting ends ${formatMoment(voteEnd, now)}`;
    case "Succeeded":
      return "can be queued now";
    case "Queued":
      return (etaSeconds ?? 0) <= now
        ? "can be executed now"
        : `can be executed from ${formatMoment(etaSeconds!, now)}`;
    case "Executed":
      return `executed ${formatMoment(executedAt ?? voteEnd, now)}`;
    case "Canceled":
      return `canceled ${formatMoment(canceledAt ?? voteEnd, now)}`;
    default:
      return `voting ended ${formatMoment(voteEnd, now)}`;
  }
}
