import { IModelRegistry__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";

/** A model as it stands now. */
export type Model = {
  readonly modelId: bigint;
  readonly owner: string;
  /** SHA-256 of the model card. */
  readonly cardDigest: string;
  readonly liveVersion: number;
  /** Versions are numbered from 1 to it. */
  readonly versionCount: number;
};

export type ModelOfParameters = {
  readonly modelId: bigint;
};

/** Reads a model. @throws RevertError `ERC721NonexistentToken` when there is none. */
export async function modelOf(client: Client, { modelId }: ModelOfParameters): Promise<Model> {
  const registry = IModelRegistry__factory.connect(client.addresses.modelRegistry, client.runner);
  const [owner, cardDigest, liveVersion, versionCount] = await Promise.all([
    read(registry.ownerOf(modelId)),
    read(registry.cardOf(modelId)),
    read(registry.liveVersionOf(modelId)),
    read(registry.versionCountOf(modelId)),
  ]);
  return { modelId, owner, cardDigest, liveVersion: Number(liveVersion), versionCount: Number(versionCount) };
}
