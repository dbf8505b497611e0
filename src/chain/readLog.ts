import { getAddress } from "ethers";
import { RetryableError } from "../errors/RetryableError.ts";
import type { Block } from "./Block.ts";
import type { EventLog } from "./EventLog.ts";
import { isLog } from "./isLog.ts";

/**
 * One entry of a node's answer to `eth_getLogs` for a block.
 * @throws RetryableError `LOG_UNREADABLE` when it is no event of that block.
 */
export function readLog(answer: unknown, block: Block): EventLog {
  const log = isLog(answer) ? answer : undefined;
  if (log?.blockHash.toLowerCase() !== block.hash || !block.transactions.includes(log.transactionHash.toLowerCase())) {
    throw new RetryableError(
      "LOG_UNREADABLE",
      log === undefined
        ? `The nodes answered with something that is no event of block ${block.hash}.`
        : `The nodes answered with an event of block ${log.blockHash}, not ${block.hash}.`,
      { remedy: "Ask nodes that answer eth_getLogs by block hash." },
    );
  }
  return {
    address: getAddress(log.address.toLowerCase()),
    topics: log.topics,
    data: log.data,
    blockNumber: block.number,
    blockHash: block.hash,
    transactionHash: log.transactionHash.toLowerCase(),
    transactionIndex: Number(log.transactionIndex),
    logIndex: Number(log.logIndex),
    timestamp: block.timestamp,
  };
}
