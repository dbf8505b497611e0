import { ModelGovernor__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";

export type HasVotedParameters = {
  readonly proposalId: bigint;
  readonly account: string;
};

/** Whether an account voted on a proposal. */
export async function hasVoted(client: Client, { proposalId, account }: HasVotedParameters): Promise<boolean> {
  const governor = ModelGovernor__factory.connect(client.addresses.modelGovernor, client.runner);
  return read(governor.hasVoted(proposalId, account));
}
