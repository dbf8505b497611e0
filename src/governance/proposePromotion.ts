import { IModelGovernor__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type ProposePromotionParameters = {
  /** Identifier of the model. */
  readonly modelId: bigint;
  /** The live version. */
  readonly fromVersion: number;
  /** The candidate. */
  readonly toVersion: number;
  /** SHA-256 of the evaluation report. */
  readonly reportDigest: string;
  /** What members read; the proposer is appended. */
  readonly description: string;
};

/** Proposes that a candidate version goes live and resolves to the identifier of the proposal. */
export async function proposePromotion(
  client: Client,
  { modelId, fromVersion, toVersion, reportDigest, description }: ProposePromotionParameters,
): Promise<bigint> {
  const governor = IModelGovernor__factory.connect(client.addresses.modelGovernor, client.runner);
  const { args } = await send(client, governor, "PromotionProposed", () =>
    governor.proposePromotion(modelId, fromVersion, toVersion, reportDigest, description),
  );
  return args.proposalId as bigint;
}
