import type { Block, BlockRef } from "../../chain/Block.ts";
import type { Quorum } from "../../chain/createQuorum.ts";
import { readBlock } from "../../chain/readBlock.ts";
import { RetryableError } from "../../errors/RetryableError.ts";
import { askLogs, type LogRange, type RangeLog } from "./askLogs.ts";
import type { FinalPart } from "./connectIndex.ts";

/** Block headers to ask for at once. */
const BLOCKS_PER_REQUEST = 100;

/**
 * A range of final blocks: its events, and its last block. Undefined when the nodes do not give so many events at once.
 * @throws RetryableError when they contradict themselves, or do not agree on a block.
 */
export async function readHistory(
  quorum: Quorum,
  addresses: readonly string[],
  range: LogRange,
): Promise<FinalPart | undefined> {
  const [logs, [last]] = await Promise.all([askLogs(quorum, addresses, range), blocksAt(quorum, [range.toBlock])]);
  if (logs === undefined) return undefined;
  const { number, hash, timestamp } = last!;
  const wrong = logs.find((log) => log.blockNumber === number && log.blockHash !== hash);
  if (wrong !== undefined) throw contradiction(number);
  return { logs: await withTimes(quorum, logs, last!), last: { number, hash, timestamp } };
}

/** The events with their times, for which blocks are asked where nodes do not give them along. */
async function withTimes(quorum: Quorum, logs: readonly RangeLog[], last: BlockRef): Promise<FinalPart["logs"]> {
  const unknown = new Set(logs.flatMap(({ timestamp, blockNumber }) => (timestamp === undefined ? [blockNumber] : [])));
  unknown.delete(last.number);
  const known = new Map<number, BlockRef>([[last.number, last]]);
  for (const block of await blocksAt(quorum, [...unknown])) known.set(block.number, block);
  return logs.map((log) => {
    if (log.timestamp !== undefined) return { ...log, timestamp: log.timestamp };
    const block = known.get(log.blockNumber);
    if (block?.hash !== log.blockHash) throw contradiction(log.blockNumber);
    return { ...log, timestamp: block.timestamp };
  });
}

async function blocksAt(quorum: Quorum, numbers: readonly number[]): Promise<Block[]> {
  const blocks: Block[] = [];
  for (let first = 0; first < numbers.length; first += BLOCKS_PER_REQUEST) {
    const wanted = numbers.slice(first, first + BLOCKS_PER_REQUEST);
    const calls = wanted.map((number) => ({
      method: "eth_getBlockByNumber",
      params: [`0x${number.toString(16)}`, false],
    }));
    for (const [k, answer] of (await quorum.askAll(calls)).entries()) {
      const block = readBlock(answer);
      if (block === undefined || block.number !== wanted[k]) throw contradiction(wanted[k]!);
      blocks.push(block);
    }
  }
  return blocks;
}

function contradiction(number: number): RetryableError {
  return new RetryableError("CHAIN_CONTRADICTS_ITSELF", `The nodes do not show one and the same block ${number}.`, {
    remedy: "Run the command again. If it stays so, ask other nodes.",
  });
}
