import type { ContractTransactionResponse } from "ethers";

/** Gas that a transaction used, its calldata and refunds included. */
export async function gasOf(sent: Promise<ContractTransactionResponse>): Promise<number> {
  const receipt = await (await sent).wait();
  return Number(receipt!.gasUsed);
}
