import { IModelRegistry__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import { signerAddress } from "../chain/signerAddress.ts";
import type { Client } from "../client.ts";

export type TransferModelParameters = {
  /** Identifier of the model. */
  readonly modelId: bigint;
  /** Who gets it. */
  readonly recipient: string;
};

/** Gives a model of the caller away, for ever: whoever owns it may draw its reserve. Open offers end. */
export async function transferModel(client: Client, { modelId, recipient }: TransferModelParameters): Promise<void> {
  const contract = IModelRegistry__factory.connect(client.addresses.modelRegistry, client.runner);
  const owner = await signerAddress(client);
  await send(client, contract, "Transfer", () =>
    contract["safeTransferFrom(address,address,uint256)"](owner, recipient, modelId),
  );
}
