import type { ProposalState } from "../../src/governance/proposalStates.ts";
import type { Row } from "../../src/indexing/tables.ts";
import { formatMoment } from "../output/formatMoment.ts";

/** Where a proposal stands, what comes next, and when; `now` in seconds. */
export function stateWords(state: ProposalState, proposal: Row<"proposal">, now: number): string {
  const { voteStart, voteEnd, etaSeconds, executedAt, canceledAt } = proposal;
  switch (state) {
    case "Pending":
      return `pending: voting starts ${formatMoment(voteStart, now)}`;
    case "Active":
      return `active: voting ends ${formatMoment(voteEnd, now)}`;
    case "Succeeded":
      return "succeeded: it can be queued now";
    case "Queued":
      return (etaSeconds ?? 0) <= now
        ? "queued: it can be executed now"
        : `queued: it can be executed from ${formatMoment(etaSeconds!, now)}`;
    case "Executed":
      return `executed ${formatMoment(executedAt ?? voteEnd, now)}`;
    case "Canceled":
      return `canceled ${formatMoment(canceledAt ?? voteEnd, now)}`;
    default:
      return `${state.toLowerCase()}: voting ended ${formatMoment(voteEnd, now)}`;
  }
}
