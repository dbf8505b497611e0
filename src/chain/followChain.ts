import { BaseError } from "../errors/BaseError.ts";
import { RetryableError } from "../errors/RetryableError.ts";
import type { Block, BlockRef } from "./Block.ts";
import { bloomHas } from "./bloomHas.ts";
import type { Quorum } from "./createQuorum.ts";
import type { RpcCall } from "./Endpoint.ts";
import type { EventLog } from "./EventLog.ts";
import { linkedPart } from "./linkedPart.ts";
import { readBlock } from "./readBlock.ts";
import { readLog } from "./readLog.ts";

/** What is kept of the chain. Both changes are all or nothing, also when the process is killed. */
export type ChainRecord = {
  /** The newest kept block. */
  head(): BlockRef | undefined;
  /** Hash of a kept block; undefined for one that is not kept. */
  hashAt(number: number): string | undefined;
  /** Timestamp of a kept block, seconds; undefined for one that is not kept. */
  timestampAt(number: number): number | undefined;
  /** Keeps blocks that follow on the newest one. */
  append(blocks: readonly (Block & { readonly logs: readonly EventLog[] })[]): void | Promise<void>;
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
  readonly head: BlockRef | undefined;
  /** Whether enough nodes have a block that was not taken yet. */
  readonly isBehind: boolean;
  readonly appended: number;
  /** Blocks that turned out not to be part of the chain. */
  readonly unwound: number;
};

const BLOCKS_PER_REQUEST = 100;
const LEAST_LOOK_BACK = 8;

/**
 * Brings a record of the chain up to the newest block that enough nodes agree on. Blocks are taken one after the other by
 * their parents' hashes, their events by the block's hash; blocks that a reorganisation removed are unwound first.
 * Nobody is asked how long the chain is: it ends where no next block is agreed.
 * @throws RetryableError when nodes do not agree or contradict themselves: nothing was taken that is not agreed.
 * @throws BaseError `REORG_PAST_FINALITY` when a block changed that must not.
 */
export async function followChain(parameters: FollowChainParameters): Promise<ChainProgress> {
  const { quorum, record, fromBlock, mostBlocks = Number.POSITIVE_INFINITY, onStep = () => {} } = parameters;
  let unwound = await unwindStale(parameters);
  onStep("head-agreed");
  let appended = 0;
  // One first: mostly there is one new block, or none.
  let batch = 1;
  for (;;) {
    const head = record.head();
    const first = head === undefined ? fromBlock : head.number + 1;
    const blocks = await nextBlocks(quorum, first, batch).catch((error: unknown) => {
      // The kept part is agreed. That some nodes have a next block and others not yet is no reason to stand still.
      if (head !== undefined && error instanceof RetryableError && error.code === "QUORUM_MISSED") return [];
      throw error;
    });
    if (blocks.length === 0) return { head, isBehind: false, appended, unwound };
    if (appended >= mostBlocks) return { head, isBehind: true, appended, unwound };
    onStep("blocks-fetched");
    const linked = linkedPart(head, blocks);
    if (linked.length === 0) {
      // The chain changed while it was read: what is on top of the kept part is not its child.
      const removed = await unwindStale(parameters);
      unwound += removed;
      if (removed === 0) throw contradiction(first);
      continue;
    }
    const taken = await takeLogs(parameters, linked);
    onStep("logs-fetched");
    await record.append(taken);
    onStep("blocks-kept");
    appended += taken.length;
    // Half as many as failed, twice as many as went well.
    batch = taken.length < linked.length ? taken.length : Math.min(2 * batch, BLOCKS_PER_REQUEST);
  }
}

/**
 * The agreed blocks from `first` on; fewer where batches of that size are refused, none at the end of the chain.
 * @throws RetryableError `QUORUM_MISSED` when nothing is agreed, not even that there is no block.
 */
async function nextBlocks(quorum: Quorum, first: number, count: number): Promise<Block[]> {
  const answers =
    count === 1
      ? await quorum.askAll(blockCalls(first, first))
      : await quorum.askPrefix(blockCalls(first, first + count - 1));
  if (answers.length === 0) return nextBlocks(quorum, first, 1);
  const blocks: Block[] = [];
  for (const answer of answers) {
    const block = readBlock(answer);
    if (block === undefined) break;
    if (block.number !== first + blocks.length) throw contradiction(first);
    blocks.push(block);
  }
  return blocks;
}

/** The blocks with their events; fewer where so many events are not agreed at once. */
async function takeLogs(
  parameters: FollowChainParameters,
  blocks: readonly Block[],
): Promise<(Block & { logs: EventLog[] })[]> {
  try {
    const logs = await logsOf(parameters, blocks);
    return blocks.map((block, k) => ({ ...block, logs: logs[k]! }));
  } catch (error) {
    if (!(error instanceof RetryableError) || blocks.length === 1) throw error;
    return takeLogs(parameters, blocks.slice(0, Math.ceil(blocks.length / 2)));
  }
}

/** Unwinds kept blocks that are not part of the chain any more; resolves to their number. */
async function unwindStale({
  quorum,
  record,
  fromBlock,
  finalityDepth,
  onStep,
}: FollowChainParameters): Promise<number> {
  const head = record.head();
  if (head === undefined) return 0;
  const oldest = Math.max(fromBlock, head.number - finalityDepth);
  let last = head.number;
  let lookBack = 1;
  let isStale = false;
  while (last >= oldest) {
    const first = Math.max(oldest, last - lookBack + 1);
    for (const block of (await blocksAt(quorum, first, last)).reverse()) {
      // Where nodes have no block yet, they say nothing about the kept one.
      if (block === undefined) continue;
      if (record.hashAt(block.number) === block.hash) return isStale ? unwindTo(block.number) : 0;
      isStale = true;
    }
    last = first - 1;
    lookBack = 2 * Math.max(lookBack, LEAST_LOOK_BACK / 2);
  }
  // Nodes that are so far behind say nothing at all.
  if (!isStale) return 0;
  if (oldest === fromBlock) return unwindTo(fromBlock - 1);
  throw new BaseError(
    "REORG_PAST_FINALITY",
    `The chain changed more than ${finalityDepth} blocks below block ${head.number}.`,
    { remedy: "Find out which chain is the right one. To follow it, move the state folder away and start again." },
  );

  function unwindTo(number: number): number {
    record.unwindTo(number);
    onStep?.("unwound");
    return (head as BlockRef).number - number;
  }
}

/** The blocks at all these numbers; undefined where enough nodes say that there is none. */
async function blocksAt(quorum: Quorum, first: number, last: number): Promise<(Block | undefined)[]> {
  return (await quorum.askAll(blockCalls(first, last))).map(readBlock);
}

function blockCalls(first: number, last: number): RpcCall[] {
  return Array.from({ length: last - first + 1 }, (_, k) => ({
    method: "eth_getBlockByNumber",
    params: [`0x${(first + k).toString(16)}`, false],
  }));
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
