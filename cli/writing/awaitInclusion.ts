import { setTimeout as sleep } from "node:timers/promises";
import type { JsonRpcProvider } from "ethers";
import { BaseError } from "../../src/errors/BaseError.ts";
import { RetryableError } from "../../src/errors/RetryableError.ts";

export type SentTransaction = { readonly hash: string; readonly from: string; readonly nonce: number };

const POLL_MILLISECONDS = 200;

/**
 * Waits until a transaction is in a block. It asks for the receipt itself, because whoever waits for the next block waits for
 * ever where blocks come with transactions and this one's came first.
 * @throws BaseError `TRANSACTION_REPLACED` when another took its place; RetryableError `INCLUSION_UNKNOWN`.
 */
export async function awaitInclusion(provider: JsonRpcProvider, { hash, from, nonce }: SentTransaction): Promise<void> {
  const isIncluded = async () => (await provider.getTransactionReceipt(hash)) !== null;
  try {
    while (!(await isIncluded())) {
      // In this order: included meanwhile is included.
      if ((await provider.getTransactionCount(from, "latest")) > nonce && !(await isIncluded())) break;
      await sleep(POLL_MILLISECONDS);
    }
    if (await isIncluded()) return;
  } catch (cause) {
    throw new RetryableError(
      "INCLUSION_UNKNOWN",
      `Transaction ${hash} was sent; nobody says whether it was included.`,
      {
        remedy: "It may still be. Run the command again when the node answers: it does what is left.",
        cause,
      },
    );
  }
  throw new BaseError("TRANSACTION_REPLACED", `Another transaction of ${from} took the place of ${hash}.`, {
    remedy: "See what the account sent elsewhere, and run the command again.",
  });
}
