import { ModelGovernor__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";
import type { Support } from "./Support.ts";

export type CastVoteParameters = {
  /** Identifier of the proposal. */
  readonly proposalId: bigint;
  /** Against, for or abstain. */
  readonly support: Support;
};

/** Votes on a proposal and resolves to the weight of the vote. */
export async function castVote(client: Client, { proposalId, support }: CastVoteParameters): Promise<bigint> {
  const governor = ModelGovernor__factory.connect(client.addresses.modelGovernor, client.runner);
  const { args } = await send(client, governor, "VoteCast", () => governor.castVote(proposalId, support));
  return args.weight as bigint;
}
