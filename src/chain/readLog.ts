import { getAddress } from "ethers";
import { RetryableError } from "../errors/RetryableError.ts";
import type { Block } from "./Block.ts";
import type { EventLog } from "./EventLog.ts";

/**
 * One entry of a node's answer to `eth_getLogs` for a block.
 * @throws RetryableError `LOG_UNREADABLE` when it is no event of that block.
 */
export function readLog(answer: unknown, block: Block): EventLog {
  const { address, topics, data, blockHash, transactionHash, transactionIndex, logIndex } = answer as Record<
    string,
    string
  >;
  if (blockHash?.toLowerCase() !== block.hash || !block.transactions.includes(String(transactionHash).toLowerCase())) {
    throw new RetryableError(
      "LOG_UNREADABLE",
      `The nodes answered with an event of block ${blockHash}, not ${block.hash}.`,
      {
        remedy: "Ask nodes that answer eth_getLogs by block hash.",
      },
    );
  }
  return {
    address: getAddress(String(address)),
    topics: topics as unknown as readonly string[],
    data: String(data),
    blockNumber: block.number,
    blockHash: block.hash,
    transactionHash: String(transactionHash).toLowerCase(),
    transactionIndex: Number(transactionIndex),
    logIndex: Number(logIndex),
    timestamp: block.timestamp,
  };
}
