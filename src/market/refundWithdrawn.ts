import { ILicenseMarket__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type RefundWithdrawnParameters = {
  /** Identifier of the license. */
  readonly licenseId: bigint;
};

/**
 * Closes the escrow of a license whose dataset's consent was withdrawn and resolves to what its holder gets back, as a credit.
 */
export async function refundWithdrawn(client: Client, { licenseId }: RefundWithdrawnParameters): Promise<bigint> {
  const market = ILicenseMarket__factory.connect(client.addresses.licenseMarket, client.runner);
  const { args } = await send(client, market, "EscrowClosed", () => market.refundWithdrawn(licenseId));
  return args.refund as bigint;
}
