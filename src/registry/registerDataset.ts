import { IDatasetRegistry__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type RegisterDatasetParameters = {
  /** SHA-256 of the manifest (Croissant). */
  readonly manifestDigest: string;
};

/** Registers a dataset owned by the caller and resolves to its identifier. */
export async function registerDataset(client: Client, { manifestDigest }: RegisterDatasetParameters): Promise<bigint> {
  const registry = IDatasetRegistry__factory.connect(client.addresses.datasetRegistry, client.runner);
  const { args } = await send(client, registry, "DatasetRegistered", () => registry.register(manifestDigest));
  return args.datasetId as bigint;
}
