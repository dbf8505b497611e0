import type { ProposalState } from "../../src/governance/proposalStates.ts";
import type { Row } from "../../src/indexing/tables.ts";
import { formatDuration } from "../output/formatDuration.ts";

/** What comes next for a proposal, in a few words; `now` in seconds. */
export function whatComes(state: ProposalState, proposal: Row<"proposal">, now: number): string {
  const { voteStart, voteEnd, etaSeconds, executedAt, canceledAt } = proposal;
  const ago = (time: number | null) => `${formatDuration(now - (time ?? voteEnd))} ago`;
  switch (state) {
    case "Pending":
      return `starts in ${formatDuration(voteStart - now)}`;
    case "Active":
      return `ends in ${formatDuration(voteEnd - now)}`;
    case "Succeeded":
      return "can be queued";
    case "Queued":
      return (etaSeconds ?? 0) <= now ? "can be executed" : `executable in ${formatDuration(etaSeconds! - now)}`;
    case "Executed":
      return ago(executedAt);
    case "Canceled":
      return ago(canceledAt);
    default:
      return `ended ${ago(voteEnd)}`;
  }
}
