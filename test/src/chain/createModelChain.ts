import { getAddress, id, toBeHex, toQuantity } from "ethers";
import type { Endpoint, RpcAnswer, RpcCall } from "../../../src/chain/Endpoint.ts";
import type { EventLog } from "../../../src/chain/EventLog.ts";
import type { Random } from "../../../src/learning/createRandom.ts";
import { bloomOf } from "./bloomOf.ts";

/** A block as nodes hold it. */
export type ModelBlock = {
  readonly number: number;
  readonly hash: string;
  readonly parentHash: string;
  readonly timestamp: number;
  readonly logsBloom: string;
  readonly transactions: readonly string[];
  /** Events of watched and of other contracts. */
  readonly logs: readonly EventLog[];
};

/** What a node shows; it may be behind the chain, or on a branch that was left. */
export type ModelNode = {
  view: readonly ModelBlock[];
  /** The answer in the place of the right one; undefined: the right one. May throw. */
  lie: ((call: RpcCall, right: RpcAnswer) => RpcAnswer | undefined) | undefined;
  readonly endpoint: Endpoint;
};

export type FirstBlock = {
  readonly transactions?: readonly string[];
  readonly events?: readonly Pick<EventLog, "address" | "topics" | "data">[];
};

export type ModelChain = {
  /** The canonical chain; a block's number is its place. */
  blocks(): readonly ModelBlock[];
  /** Adds blocks, the first of them with these transactions and, before its others, these events. */
  extend(count: number, first?: FirstBlock): void;
  /** Replaces the last `depth` blocks by `count` others. */
  reorg(depth: number, count: number): void;
  /** A node that shows the canonical chain up to now, or to `behind` blocks before. */
  addNode(name: string): ModelNode;
};

/** Contracts whose events are watched in tests. */
export const WATCHED = [1, 2].map((k) => getAddress(toBeHex(0xc0de00 + k, 20)));
const OTHERS = [3, 4, 5].map((k) => getAddress(toBeHex(0xc0de00 + k, 20)));
const SECONDS_PER_BLOCK = 12;

/** A chain in memory that grows and is reorganised as it is told; `random` decides what events there are. */
export function createModelChain(random: Random): ModelChain {
  let blocks: readonly ModelBlock[] = [];
  let made = 0;

  function makeBlock(parent: ModelBlock | undefined, first: FirstBlock): ModelBlock {
    made += 1;
    const number = parent === undefined ? 0 : parent.number + 1;
    const hash = id(`block ${made}`);
    const timestamp = SECONDS_PER_BLOCK * number + 1_000_000;
    const given = first.transactions ?? (first.events === undefined ? [] : [id(`events ${made}`)]);
    const transactions = [...given, ...Array.from({ length: random.integer(3) }, (_, k) => id(`tx ${made} ${k}`))];
    const logs: EventLog[] = (first.events ?? []).map((event, logIndex) => ({
      ...event,
      blockNumber: number,
      blockHash: hash,
      transactionHash: transactions[0]!,
      transactionIndex: 0,
      logIndex,
      timestamp,
    }));
    for (const [transactionIndex, transactionHash] of transactions.entries()) {
      for (let k = random.integer(3); k > 0; k--) {
        const address = random.integer(2) === 0 ? WATCHED[random.integer(2)]! : OTHERS[random.integer(3)]!;
        const topics = Array.from({ length: random.integer(5) }, () => toBeHex(random.integer(5), 32));
        const place = { blockNumber: number, blockHash: hash, transactionHash, transactionIndex, timestamp };
        logs.push({ address, topics, data: toBeHex(random.integer(256)), logIndex: logs.length, ...place });
      }
    }
    const parentHash = parent?.hash ?? id("nothing");
    return { number, hash, parentHash, timestamp, logsBloom: bloomOf(logs), transactions, logs };
  }

  function extend(count: number, first: FirstBlock = {}): void {
    for (let k = 0; k < count; k++) blocks = [...blocks, makeBlock(blocks.at(-1), k === 0 ? first : {})];
  }

  extend(1);
  return {
    blocks: () => blocks,
    extend,
    reorg(depth, count) {
      blocks = blocks.slice(0, Math.max(1, blocks.length - depth));
      extend(count);
    },
    addNode(name) {
      const node: ModelNode = {
        view: blocks,
        lie: undefined,
        endpoint: {
          name,
          send: async (calls) =>
            calls.map((call) => {
              const right = answer(node.view, call);
              return node.lie?.(call, right) ?? right;
            }),
        },
      };
      return node;
    },
  };
}

/** What a replay of a chain keeps: the watched events from a block on. */
export function watchedLogs(blocks: readonly ModelBlock[], fromBlock: number): EventLog[] {
  return blocks.slice(fromBlock).flatMap(({ logs }) => logs.filter(({ address }) => WATCHED.includes(address)));
}

function answer(view: readonly ModelBlock[], { method, params: [parameter] }: RpcCall): RpcAnswer {
  switch (method) {
    case "eth_blockNumber":
      return { result: toQuantity(view.length - 1) };
    case "eth_getBlockByNumber": {
      const block = view[Number(parameter)];
      return { result: block === undefined ? null : toRpcBlock(block) };
    }
    case "eth_getLogs": {
      const { blockHash, address } = parameter as { blockHash: string; address: readonly string[] };
      const block = view.find(({ hash }) => hash === blockHash);
      if (block === undefined) return { error: { code: -32000, message: "unknown block" } };
      return { result: block.logs.filter((log) => address.includes(log.address)).map(toRpcLog) };
    }
    default:
      return { error: { code: -32601, message: `no method ${method}` } };
  }
}

function toRpcBlock({ number, hash, parentHash, timestamp, logsBloom, transactions }: ModelBlock): object {
  return {
    number: toQuantity(number),
    hash,
    parentHash,
    timestamp: toQuantity(timestamp),
    baseFeePerGas: toQuantity(7),
    logsBloom,
    transactions,
  };
}

function toRpcLog({ blockNumber, transactionIndex, logIndex, timestamp: _, ...rest }: EventLog): object {
  return {
    ...rest,
    address: rest.address.toLowerCase(),
    blockNumber: toQuantity(blockNumber),
    transactionIndex: toQuantity(transactionIndex),
    logIndex: toQuantity(logIndex),
    removed: false,
  };
}
