import { IDatasetRegistry__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type PublishDatasetVersionParameters = {
  /** Identifier of the dataset. */
  readonly datasetId: bigint;
  /** SHA-256 of the manifest (Croissant). */
  readonly manifestDigest: string;
};

/** Publishes a new manifest of a dataset of the caller and resolves to its version. */
export async function publishDatasetVersion(
  client: Client,
  { datasetId, manifestDigest }: PublishDatasetVersionParameters,
): Promise<number> {
  const registry = IDatasetRegistry__factory.connect(client.addresses.datasetRegistry, client.runner);
  const { args } = await send(client, registry, "DatasetVersionPublished", () =>
    registry.publishVersion(datasetId, manifestDigest),
  );
  return Number(args.version);
}
