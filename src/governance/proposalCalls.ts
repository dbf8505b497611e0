import { id } from "ethers";
import { ModelGovernor__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";
import { BaseError } from "../errors/BaseError.ts";

/** What a proposal would do, as the governor takes it for queueing and executing. */
export type ProposalCalls = {
  readonly targets: readonly string[];
  readonly values: readonly bigint[];
  readonly calldatas: readonly string[];
  /** keccak256 of the description, the proposer's mark included. */
  readonly descriptionHash: string;
};

/** Reads the calls of a proposal from the event of its creation. */
export async function proposalCalls(
  client: Client,
  { proposalId, fromBlock = 0 }: { readonly proposalId: bigint; readonly fromBlock?: number },
): Promise<ProposalCalls> {
  const governor = ModelGovernor__factory.connect(client.addresses.modelGovernor, client.runner);
  const events = await read(governor.queryFilter(governor.filters.ProposalCreated(), fromBlock));
  const created = events.find(({ args }) => args.proposalId === proposalId);
  if (created === undefined) {
    throw new BaseError("UNKNOWN_PROPOSAL", `There is no proposal ${proposalId}.`, {
      remedy: "Proposing prints the identifier; it is also in the governor's ProposalCreated events.",
    });
  }
  // By position: `values` is also the name of an array method.
  const [, , targets, values, , calldatas, , , description] = created.args;
  return {
    targets: [...targets],
    values: [...values],
    calldatas: [...calldatas],
    descriptionHash: id(description),
  };
}
