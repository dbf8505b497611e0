import { IModelGovernor__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type ProposeRollbackParameters = {
  /** Identifier of the model. */
  readonly modelId: bigint;
  /** The live version. */
  readonly fromVersion: number;
  /** The earlier version. */
  readonly toVersion: number;
  /** What members read; the proposer is appended. */
  readonly description: string;
};

/** Proposes to go back to a version that was live before and resolves to the identifier of the proposal. */
export async function proposeRollback(
  client: Client,
  { modelId, fromVersion, toVersion, description }: ProposeRollbackParameters,
): Promise<bigint> {
  const governor = IModelGovernor__factory.connect(client.addresses.modelGovernor, client.runner);
  const { args } = await send(client, governor, "RollbackProposed", () =>
    governor.proposeRollback(modelId, fromVersion, toVersion, description),
  );
  return args.proposalId as bigint;
}
