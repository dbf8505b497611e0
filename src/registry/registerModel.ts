import { IModelRegistry__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type RegisterModelParameters = {
  /** SHA-256 of the model card. */
  readonly cardDigest: string;
  /** SHA-256 of the first weights (safetensors). */
  readonly weightsDigest: string;
};

/** Registers a model owned by the caller, its first version live, and resolves to its identifier. */
export async function registerModel(
  client: Client,
  { cardDigest, weightsDigest }: RegisterModelParameters,
): Promise<bigint> {
  const registry = IModelRegistry__factory.connect(client.addresses.modelRegistry, client.runner);
  const { args } = await send(client, registry, "ModelRegistered", () => registry.register(cardDigest, weightsDigest));
  return args.modelId as bigint;
}
