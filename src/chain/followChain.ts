import { BaseError } from "../errors/BaseError.ts";
import { RetryableError } from "../errors/RetryableError.ts";
import type { Block, BlockRef } from "./Block.ts";
import { bloomHas } from "./bloomHas.ts";
import type { Quorum } from "./createQuorum.ts";
import type { EventLog } from "./EventLog.ts";
import { linkedPart } from "./linkedPart.ts";
import { readBlock } from "./readBlock.ts";
import { readLog } from "./readLog.ts";

/** What is kept of the chain. Both changes are all or nothing, also when the process is killed. */
export type ChainRecord = {
  head(): BlockRef | undefined;
  /** Hash of a kept block; undefined for one that is not kept. */
  hashAt(number: number): string | undefined;
  append(blocks: readonly (Block & { readonly logs: readonly EventLog[] })[]): void;
  /** Forgets everything after a block. */
  unwindTo(number: number): void;
};

export type FollowChainParameters = {
  readonly quorum: Quorum;
  readonly record: ChainRecord;
  /** Contracts whose events are kept. */
  readonly addresses: readonly string[];
  /** First block that matters. */
  readonly fromBlock: number;
  /** Blocks after which the chain must not change any more. */
  readonly finalityDepth: number;
  /** Blocks to take at most; the rest is for the next call. */
  readonly mostBlocks?: number;
  /** Told where this stands, for tracing. */
  readonly onStep?: (step: string) => void;
};

export type ChainProgress = {
  /** The newest block that enough nodes have. */
  readonly newest: number;
  readonly head: Block | BlockRef | undefined;
  readonly appended: number;
  /** Blocks that turned out not to be part of the chain. */
  readonly unwound: number;
};

const BLOCKS_PER_REQUEST = 100;
const LEAST_LOOK_BACK = 8;

/**
 * Brings a record of the chain up to the newest block that enough nodes agree on. Blocks are taken one after the other by
 * their parents' hashes, their events by the block's hash; blocks that a reorganisation removed are unwound first.
 * @throws RetryableError `QUORUM_MISSED`, and when nodes contradict themselves: nothing was taken that is not agreed.
 * @throws BaseError `REORG_PAST_FINALITY` when a block changed that must not.
 */
export async function followChain(parameters: FollowChainParameters): Promise<ChainProgress> {
  const { quorum, record, fromBlock, mostBlocks = Number.POSITIVE_INFINITY, onStep = () => {} } = parameters;
  const newest = await newestBlock(quorum);
  onStep("head-agreed");
  let unwound = await unwindStale(parameters, newest);
  let appended = 0;
  while (appended < mostBlocks) {
    const head = record.head();
    const first = head === undefined ? fromBlock : head.number + 1;
    const last = Math.min(newest, first + BLOCKS_PER_REQUEST - 1, first + mostBlocks - appended - 1);
    if (first > last) break;
    const blocks = await blocksAt(quorum, first, last);
    onStep("blocks-fetched");
    const linked = linkedPart(head, blocks);
    if (linked.length === 0) {
      // The chain changed while it was read: what is on top of the kept part is not its child.
      const removed = await unwindStale(parameters, newest);
      unwound += removed;
      if (removed === 0) throw contradiction(first);
      continue;
    }
    const logs = await logsOf(parameters, linked);
    onStep("logs-fetched");
    record.append(linked.map((block, k) => ({ ...block, logs: logs[k]! })));
    onStep("blocks-kept");
    appended += linked.length;
  }
  return { newest, head: record.head(), appended, unwound };
}

/** The newest block that `needed` nodes have. */
async function newestBlock({ askEach, needed, endpoints }: Quorum): Promise<number> {
  const answers = await askEach({ method: "eth_blockNumber", params: [] });
  const numbers = answers
    .flatMap(({ answer }) => ("result" in answer ? [Number(answer.result)] : []))
    .filter((number) => Number.isSafeInteger(number) && number >= 0)
    .sort((a, b) => b - a);
  const newest = numbers[needed - 1];
  if (newest === undefined) {
    throw new RetryableError(
      "QUORUM_MISSED",
      `Of ${endpoints.length} nodes only ${numbers.length} answer; ${needed} must.`,
      {
        remedy: "Nothing is done until they answer: look at which endpoint is down.",
      },
    );
  }
  return newest;
}

/** Unwinds kept blocks that are not part of the chain any more; resolves to their number. */
async function unwindStale(
  { quorum, record, fromBlock, finalityDepth, onStep }: FollowChainParameters,
  newest: number,
): Promise<number> {
  const head = record.head();
  if (head === undefined) return 0;
  const oldest = Math.max(fromBlock, head.number - finalityDepth);
  let last = Math.min(head.number, newest);
  // A node behind the kept blocks says nothing about those above it.
  let lookBack = last === head.number ? 1 : LEAST_LOOK_BACK;
  let isStale = false;
  while (last >= oldest) {
    const first = Math.max(oldest, last - lookBack + 1);
    for (const block of (await blocksAt(quorum, first, last)).reverse()) {
      if (record.hashAt(block.number) !== block.hash) {
        isStale = true;
        continue;
      }
      return isStale ? unwindTo(block.number) : 0;
    }
    last = first - 1;
    lookBack = 2 * Math.max(lookBack, LEAST_LOOK_BACK);
  }
  if (oldest > fromBlock || !isStale) {
    if (!isStale) return 0;
    throw new BaseError(
      "REORG_PAST_FINALITY",
      `The chain changed more than ${finalityDepth} blocks below block ${head.number}.`,
      { remedy: "Find out which chain is the right one. To follow it, move the state folder away and start again." },
    );
  }
  return unwindTo(fromBlock - 1);

  function unwindTo(number: number): number {
    record.unwindTo(number);
    onStep?.("unwound");
    return (head as BlockRef).number - number;
  }
}

async function blocksAt(quorum: Quorum, first: number, last: number): Promise<Block[]> {
  const calls = [];
  for (let number = first; number <= last; number++) {
    calls.push({ method: "eth_getBlockByNumber", params: [`0x${number.toString(16)}`, false] });
  }
  const blocks: Block[] = [];
  for (const answer of await quorum.askAll(calls)) {
    const block = readBlock(answer);
    if (block === undefined) break;
    blocks.push(block);
  }
  if (blocks[0]?.number !== first) throw contradiction(first);
  return blocks;
}

async function logsOf({ quorum, addresses }: FollowChainParameters, blocks: readonly Block[]): Promise<EventLog[][]> {
  const full = blocks.filter(({ logsBloom }) => addresses.some((address) => bloomHas(logsBloom, address)));
  const answers = await quorum.askAll(
    full.map(({ hash }) => ({ method: "eth_getLogs", params: [{ blockHash: hash, address: addresses }] })),
  );
  const byHash = new Map(
    full.map((block, k) => [block.hash, (answers[k] as unknown[]).map((log) => readLog(log, block))]),
  );
  return blocks.map(({ hash }) => byHash.get(hash) ?? []);
}

function contradiction(number: number): RetryableError {
  return new RetryableError(
    "CHAIN_CONTRADICTS_ITSELF",
    `The nodes do not show block ${number} as they did a moment ago.`,
    {
      remedy: "The chain is being reorganised; it is read again.",
    },
  );
}
