import { IDatasetRegistry__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type WithdrawConsentParameters = {
  /** Identifier of the dataset. */
  readonly datasetId: bigint;
  /** SHA-256 of the reason. */
  readonly reasonDigest: string;
};

/** Withdraws consent for a dataset, for ever: it marks every version trained on it and rewrites nothing. */
export async function withdrawConsent(
  client: Client,
  { datasetId, reasonDigest }: WithdrawConsentParameters,
): Promise<void> {
  const registry = IDatasetRegistry__factory.connect(client.addresses.datasetRegistry, client.runner);
  await send(client, registry, "ConsentWithdrawn", () => registry.withdrawConsent(datasetId, reasonDigest));
}
