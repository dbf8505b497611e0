import { IDatasetRegistry__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type RetireDatasetParameters = {
  /** Identifier of the dataset. */
  readonly datasetId: bigint;
};

/** Takes a dataset of the caller off the market; licenses sold stay valid. */
export async function retireDataset(client: Client, { datasetId }: RetireDatasetParameters): Promise<void> {
  const registry = IDatasetRegistry__factory.connect(client.addresses.datasetRegistry, client.runner);
  await send(client, registry, "DatasetRetired", () => registry.retire(datasetId));
}
