import { IModelRegistry__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type FlagVersionParameters = {
  /** Identifier of the model. */
  readonly modelId: bigint;
  /** Number of the version. */
  readonly version: number;
  /** SHA-256 of the reason. */
  readonly reasonDigest: string;
};

/** Flags a version as unsafe or unlawful, for ever. Governance alone may: pass its calldata (`calldataOf`) to `propose`. */
export async function flagVersion(
  client: Client,
  { modelId, version, reasonDigest }: FlagVersionParameters,
): Promise<void> {
  const registry = IModelRegistry__factory.connect(client.addresses.modelRegistry, client.runner);
  await send(client, registry, "VersionFlagged", () => registry.flag(modelId, version, reasonDigest));
}
