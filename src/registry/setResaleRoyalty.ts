import { IDatasetRegistry__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type SetResaleRoyaltyParameters = {
  /** Identifier of the dataset. */
  readonly datasetId: bigint;
  /** What a resale of the dataset owes its first provider, basis points. */
  readonly resaleRoyaltyBps: number;
};

/** Sets what a resale of a dataset owes the caller, its first provider; possible until it is first transferred. */
export async function setResaleRoyalty(
  client: Client,
  { datasetId, resaleRoyaltyBps }: SetResaleRoyaltyParameters,
): Promise<void> {
  const registry = IDatasetRegistry__factory.connect(client.addresses.datasetRegistry, client.runner);
  await send(client, registry, "ResaleRoyaltySet", () => registry.setResaleRoyalty(datasetId, resaleRoyaltyBps));
}
