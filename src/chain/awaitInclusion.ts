import type { ContractTransactionResponse, Provider } from "ethers";
import { BaseError } from "../errors/BaseError.ts";
import { RetryableError } from "../errors/RetryableError.ts";

const FIRST_PAUSE_MILLISECONDS = 50;
const MOST_PAUSE_MILLISECONDS = 1000;

/**
 * Waits until a transaction is in a block. It asks for the receipt itself, because whoever waits for the next block, as ethers
 * does, waits for ever where blocks come with transactions and this one's came first.
 * @throws BaseError `TRANSACTION_REPLACED` when another took its place.
 * @throws RetryableError `INCLUSION_UNKNOWN` when the node does not answer any more.
 */
export async function awaitInclusion({ provider, hash, from, nonce }: ContractTransactionResponse): Promise<void> {
  try {
    if (await isIncludedInTime(provider, { hash, from, nonce })) return;
  } catch (cause) {
    throw new RetryableError(
      "INCLUSION_UNKNOWN",
      `Transaction ${hash} was sent; nobody says whether it was included.`,
      {
        remedy: "It may still be: look for it when the node answers again, before it is sent anew.",
        cause,
      },
    );
  }
  throw new BaseError("TRANSACTION_REPLACED", `Another transaction of ${from} took the place of ${hash}.`, {
    remedy: "See what the account sent elsewhere, and try again.",
  });
}

/** False when another transaction has its nonce. */
async function isIncludedInTime(
  provider: Provider,
  { hash, from, nonce }: { readonly hash: string; readonly from: string; readonly nonce: number },
): Promise<boolean> {
  const isIncluded = async () => (await provider.getTransactionReceipt(hash)) !== null;
  for (let pause = FIRST_PAUSE_MILLISECONDS; ; pause = Math.min(2 * pause, MOST_PAUSE_MILLISECONDS)) {
    if (await isIncluded()) return true;
    // In this order: included meanwhile is included.
    if ((await provider.getTransactionCount(from, "latest")) > nonce) return isIncluded();
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
