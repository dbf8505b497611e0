import { IModelRegistry__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type UpdateModelCardParameters = {
  /** Identifier of the model. */
  readonly modelId: bigint;
  /** SHA-256 of the new model card. */
  readonly cardDigest: string;
};

/** Replaces the card of a model of the caller. */
export async function updateModelCard(
  client: Client,
  { modelId, cardDigest }: UpdateModelCardParameters,
): Promise<void> {
  const registry = IModelRegistry__factory.connect(client.addresses.modelRegistry, client.runner);
  await send(client, registry, "ModelCardUpdated", () => registry.updateCard(modelId, cardDigest));
}
