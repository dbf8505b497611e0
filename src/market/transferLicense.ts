import { ILicenseMarket__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import { signerAddress } from "../chain/signerAddress.ts";
import type { Client } from "../client.ts";

export type TransferLicenseParameters = {
  /** Identifier of the license. */
  readonly licenseId: bigint;
  /** Who gets it. */
  readonly recipient: string;
};

/** Gives a transferable license of the caller away; a user it was assigned to loses the use of it. */
export async function transferLicense(
  client: Client,
  { licenseId, recipient }: TransferLicenseParameters,
): Promise<void> {
  const contract = ILicenseMarket__factory.connect(client.addresses.licenseMarket, client.runner);
  const owner = await signerAddress(client);
  await send(client, contract, "Transfer", () =>
    contract["safeTransferFrom(address,address,uint256)"](owner, recipient, licenseId),
  );
}
