import { ModelGovernor__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";
import type { Support } from "./Support.ts";

export type CastVoteParameters = {
  /** Identifier of the proposal. */
  readonly proposalId: bigint;
  /** Against, for or abstain. */
  readonly support: Support;
  /** What others should read about it; kept in the event. */
  readonly reason?: string;
};

/** Votes on a proposal and resolves to the weight of the vote. */
export async function castVote(
  client: Client,
  { proposalId, support, reason = "" }: CastVoteParameters,
): Promise<bigint> {
  const governor = ModelGovernor__factory.connect(client.addresses.modelGovernor, client.runner);
  const { args } = await send(client, governor, "VoteCast", () =>
    reason === "" ? governor.castVote(proposalId, support) : governor.castVoteWithReason(proposalId, support, reason),
  );
  return args.weight as bigint;
}
