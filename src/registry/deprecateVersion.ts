import { IModelRegistry__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type DeprecateVersionParameters = {
  /** Identifier of the model. */
  readonly modelId: bigint;
  /** Number of the version. */
  readonly version: number;
};

/** Marks a version of a model of the caller as not to be used; the live version cannot be. */
export async function deprecateVersion(
  client: Client,
  { modelId, version }: DeprecateVersionParameters,
): Promise<void> {
  const registry = IModelRegistry__factory.connect(client.addresses.modelRegistry, client.runner);
  await send(client, registry, "VersionDeprecated", () => registry.deprecate(modelId, version));
}
