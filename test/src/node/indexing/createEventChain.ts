import { id, toQuantity } from "ethers";
import type { Block } from "../../../../src/chain/Block.ts";
import type { RpcAnswer, RpcCall } from "../../../../src/chain/Endpoint.ts";
import type { EventLog } from "../../../../src/chain/EventLog.ts";
import type { EventParts } from "./syntheticEvents.ts";

/** A block with its events, as the index takes it. */
export type EventBlock = Block & { readonly logs: readonly EventLog[] };

/** What a node refuses, and what it leaves out. */
export type NodeLimits = {
  /** Blocks of one range at most. */
  readonly mostBlocks?: number;
  /** Events of one answer at most. */
  readonly mostLogs?: number;
  /** Whether events come with their block's time. */
  readonly hasTimes?: boolean;
};

/** A chain in memory that grows and is reorganised as it is told. */
export type EventChain = {
  blocks(): readonly EventBlock[];
  /** Adds a block with these events. */
  mine(events: readonly EventParts[]): void;
  /** Removes blocks from the end; what is mined then differs from them. */
  remove(count: number): void;
  /** What a node with these limits answers. */
  answer(call: RpcCall, limits?: NodeLimits): RpcAnswer;
};

const SECONDS_PER_BLOCK = 12;
const FIRST_TIME = 1_700_000_000;
/** Every bit set: any address may have events. */
const FULL_BLOOM = `0x${"ff".repeat(256)}`;

/** Makes a chain of one empty block, number 0. */
export function createEventChain(): EventChain {
  const blocks: EventBlock[] = [];
  const written: (readonly object[])[] = [];
  let made = 0;

  function mine(events: readonly EventParts[]): void {
    made += 1;
    const number = blocks.length;
    const hash = id(`block ${made}`);
    const timestamp = FIRST_TIME + SECONDS_PER_BLOCK * number;
    const transactionHash = id(`transaction ${made}`);
    const place = { blockNumber: number, blockHash: hash, transactionHash, transactionIndex: 0, timestamp };
    const logs = events.map((event, logIndex) => ({ ...event, ...place, logIndex }));
    const parentHash = blocks.at(-1)?.hash ?? id("nothing");
    blocks.push({
      number,
      hash,
      parentHash,
      timestamp,
      logsBloom: FULL_BLOOM,
      baseFee: 7n,
      transactions: [transactionHash],
      logs,
    });
    written.push(logs.map(toRpcLog));
  }

  function logsIn(
    { fromBlock, toBlock, blockHash }: LogQuery,
    { mostBlocks, mostLogs, hasTimes = true }: NodeLimits,
  ): RpcAnswer {
    const [first, last] =
      blockHash === undefined
        ? [Number(fromBlock), Number(toBlock)]
        : Array(2).fill(blocks.findIndex(({ hash }) => hash === blockHash));
    if (first === -1) return refusal("unknown block");
    if (mostBlocks !== undefined && last - first >= mostBlocks) return refusal(`at most ${mostBlocks} blocks`);
    const found = written.slice(first, last + 1).flat();
    if (mostLogs !== undefined && found.length > mostLogs) return refusal(`at most ${mostLogs} results`);
    return { result: hasTimes ? found : found.map((log) => ({ ...log, blockTimestamp: undefined })) };
  }

  mine([]);
  return {
    blocks: () => blocks,
    mine,
    remove(count) {
      blocks.length -= count;
      written.length -= count;
    },
    answer({ method, params: [parameter] }, limits = {}) {
      switch (method) {
        case "eth_blockNumber":
          return { result: toQuantity(blocks.length - 1) };
        case "eth_getBlockByNumber": {
          const block = blocks[Number(parameter)];
          return { result: block === undefined ? null : toRpcBlock(block) };
        }
        case "eth_getLogs":
          return logsIn(parameter as LogQuery, limits);
        default:
          return { error: { code: -32601, message: `no method ${method}` } };
      }
    },
  };
}

type LogQuery = { readonly fromBlock?: string; readonly toBlock?: string; readonly blockHash?: string };

function refusal(message: string): RpcAnswer {
  return { error: { code: -32005, message } };
}

function toRpcBlock({ logs: _, baseFee, number, timestamp, ...rest }: EventBlock): object {
  return { ...rest, number: toQuantity(number), timestamp: toQuantity(timestamp), baseFeePerGas: toQuantity(baseFee) };
}

function toRpcLog({ blockNumber, transactionIndex, logIndex, timestamp, address, ...rest }: EventLog): object {
  return {
    ...rest,
    address: address.toLowerCase(),
    blockNumber: toQuantity(blockNumber),
    transactionIndex: toQuantity(transactionIndex),
    logIndex: toQuantity(logIndex),
    blockTimestamp: toQuantity(timestamp),
    removed: false,
  };
}
