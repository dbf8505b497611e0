import { id } from "ethers";
import type { ProposalCalls } from "../../src/governance/proposalCalls.ts";
import type { Row } from "../../src/indexing/tables.ts";

/** What a proposal would do, as the governor takes it, from the index. */
export function proposalCallsOf({ targets, values, calldatas, description }: Row<"proposal">): ProposalCalls {
  return {
    targets: JSON.parse(targets) as string[],
    values: (JSON.parse(values) as string[]).map(BigInt),
    calldatas: JSON.parse(calldatas) as string[],
    descriptionHash: id(description),
  };
}
