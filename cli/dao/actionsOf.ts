import type { Row } from "../../src/indexing/tables.ts";
import { proposalCallsOf } from "./proposalCallsOf.ts";

/** One call of a proposal. */
export type Action = {
  readonly to: string;
  readonly data: string;
  /** Wei. */
  readonly value: bigint;
};

/** The calls of a proposal, in the order in which the timelock makes them. */
export function actionsOf(proposal: Row<"proposal">): Action[] {
  const { targets, values, calldatas } = proposalCallsOf(proposal);
  return targets.map((to, k) => ({ to, data: calldatas[k]!, value: values[k]! }));
}
