import { RetryableError } from "../errors/RetryableError.ts";
import type { Block } from "./Block.ts";

/**
 * A node's answer to `eth_getBlockByNumber`; undefined when it does not have the block.
 * @throws RetryableError `BLOCK_UNREADABLE` when it is no block.
 */
export function readBlock(answer: unknown): Block | undefined {
  if (answer === null) return undefined;
  const { number, hash, parentHash, timestamp, logsBloom, baseFeePerGas, transactions } = answer as Record<
    string,
    unknown
  >;
  const isRead = isHex(number) && isHex(hash) && isHex(parentHash) && isHex(timestamp) && isHex(logsBloom);
  if (!isRead || !Array.isArray(transactions) || !transactions.every(isHex)) {
    throw new RetryableError("BLOCK_UNREADABLE", `The nodes answered with a block that cannot be read: ${hash}.`, {
      remedy: "Ask nodes that answer eth_getBlockByNumber as the specification says.",
    });
  }
  return {
    number: Number(number),
    hash: hash.toLowerCase(),
    parentHash: parentHash.toLowerCase(),
    timestamp: Number(timestamp),
    logsBloom,
    baseFee: isHex(baseFeePerGas) ? BigInt(baseFeePerGas) : 0n,
    transactions: transactions.map((transaction) => transaction.toLowerCase()),
  };
}

function isHex(value: unknown): value is string {
  return typeof value === "string" && /^0x[0-9a-f]*$/i.test(value);
}
