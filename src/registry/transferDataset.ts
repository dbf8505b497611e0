import { IDatasetRegistry__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import { signerAddress } from "../chain/signerAddress.ts";
import type { Client } from "../client.ts";

export type TransferDatasetParameters = {
  /** Identifier of the dataset. */
  readonly datasetId: bigint;
  /** Who gets it. */
  readonly recipient: string;
};

/** Gives a dataset of the caller away, for ever: whoever owns it earns its fees and decides on consent. Open offers end. */
export async function transferDataset(
  client: Client,
  { datasetId, recipient }: TransferDatasetParameters,
): Promise<void> {
  const contract = IDatasetRegistry__factory.connect(client.addresses.datasetRegistry, client.runner);
  const owner = await signerAddress(client);
  await send(client, contract, "Transfer", () =>
    contract["safeTransferFrom(address,address,uint256)"](owner, recipient, datasetId),
  );
}
