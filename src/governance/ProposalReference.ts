import type { ProposalCalls } from "./proposalCalls.ts";

/** How an action is told which proposal: by its calls, or by its number, for which the chain's events are searched. */
export type ProposalReference =
  | {
      /** What it would do, as `proposalCalls` or an index of the chain tells. */
      readonly calls: ProposalCalls;
    }
  | {
      /** Identifier of the proposal. */
      readonly proposalId: bigint;
      /** First block to look for the proposal in. */
      readonly fromBlock?: number;
    };
