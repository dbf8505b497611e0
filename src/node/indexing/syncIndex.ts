import { setTimeout } from "node:timers/promises";
import type { Quorum } from "../../chain/createQuorum.ts";
import { followChain } from "../../chain/followChain.ts";
import { quantitiesIn } from "../../chain/quantitiesIn.ts";
import { BaseError } from "../../errors/BaseError.ts";
import { RetryableError } from "../../errors/RetryableError.ts";
import { isCorrupt } from "./isCorrupt.ts";
import type { Index } from "./openIndex.ts";
import { readHistory } from "./readHistory.ts";
import { waitForLock } from "./waitForLock.ts";
import { withSmallHeap } from "./withSmallHeap.ts";

/** How far the index is, and how far the chain. */
export type IndexProgress = { readonly block: number; readonly target: number };

export type SyncIndexParameters = {
  readonly index: Index;
  readonly quorum: Quorum;
  readonly onProgress?: (progress: IndexProgress) => void;
};

/** Blocks of the first range. */
const FIRST_BLOCKS = 500;
/** Events of a range that is neither too long nor too short: half a megabyte. */
const WANTED_LOGS = 500;
/** From here on the events may be so many that memory must be watched, which takes some thirty milliseconds. */
const LONG_BLOCKS = 10_000;
/** What fails is tried so often, with growing pauses, before it is given up. */
const MOST_TRIES = 4;
const PAUSE_MILLISECONDS = 200;

/**
 * Brings the index up to the newest block that enough nodes agree on: what is final in ranges of blocks, as long as the nodes
 * allow, and the rest block by block, unwinding what a reorganisation removed. It can end at any point, and goes on from there
 * the next time. While another process does it, this one waits.
 * @throws RetryableError when nodes do not answer, do not agree, or are far behind what is kept (`NODES_BEHIND`).
 * @throws BaseError `REORG_PAST_FINALITY` when the chain changed further back than it may, `INDEX_ROW_MISSING` when nodes left events out:
 * both say which file to delete.
 */
export async function syncIndex(parameters: SyncIndexParameters): Promise<void> {
  const { index, quorum, onProgress = () => {} } = parameters;
  let target = await reachedHeight(quorum);
  let hasWaited = false;
  const tell = () => onProgress({ block: index.head()?.number ?? index.fromBlock, target });
  const lock = await waitForLock(`${index.path}.lock`, () => {
    hasWaited = true;
    tell();
  });
  try {
    // Meanwhile the other process may have kept blocks that there were not yet.
    if (hasWaited) target = await reachedHeight(quorum);
    await bringUp(index, quorum, target, tell);
  } catch (error) {
    if (!isCorrupt(error)) throw advised(error, index.path);
    index.rebuild();
    await bringUp(index, quorum, target, tell);
  } finally {
    lock.release();
  }
}

async function bringUp(index: Index, quorum: Quorum, target: number, tell: () => void): Promise<void> {
  const { addresses, fromBlock, finalityDepth } = index;
  const following = { quorum, record: index, addresses, fromBlock, finalityDepth };
  setBack(index, target);
  const final = target - finalityDepth;
  if ((index.head()?.number ?? fromBlock - 1) < final) {
    // First of all what was kept must still be part of the chain.
    await persist(() => followChain({ ...following, mostBlocks: 0 }));
    const take = () => takeHistory(index, quorum, final, tell);
    const isLong = final - (index.head()?.number ?? fromBlock) > LONG_BLOCKS;
    await (isLong ? withSmallHeap(take) : take());
  }
  await persist(() => followChain({ ...following, onStep: (step) => step === "blocks-kept" && tell() }));
}

/**
 * Forgets what the nodes do not have: they are behind those that were asked before, or a development chain was set back. Then
 * answers are as of what these nodes know.
 */
function setBack(index: Index, target: number): void {
  const kept = index.head()?.number;
  if (kept === undefined || kept <= target) return;
  if (kept - target > index.finalityDepth) {
    throw new RetryableError("NODES_BEHIND", `The nodes have ${target} blocks; the index knows block ${kept}.`, {
      remedy: `Ask nodes that are up to date. For a development chain that was set back, delete ${index.path}.`,
    });
  }
  index.unwindTo(Math.max(target, index.fromBlock - 1));
}

/** Takes ranges of blocks up to a final one: longer ones as long as it goes well, shorter ones when the nodes refuse. */
async function takeHistory(index: Index, quorum: Quorum, final: number, tell: () => void): Promise<void> {
  let blocks = FIRST_BLOCKS;
  let growth = 2;
  let failures = 0;
  for (;;) {
    const fromBlock = (index.head()?.number ?? index.fromBlock - 1) + 1;
    if (fromBlock > final) return;
    const toBlock = Math.min(fromBlock + Math.floor(blocks) - 1, final);
    const part = await persist(() => readHistory(quorum, index.addresses, { fromBlock, toBlock }));
    if (part === undefined) {
      failures += 1;
      if (toBlock === fromBlock && failures >= MOST_TRIES) throw refused(fromBlock);
      if (toBlock === fromBlock) await setTimeout(PAUSE_MILLISECONDS * failures);
      blocks = Math.max(1, Math.floor((toBlock - fromBlock + 1) / 2));
      // From now on carefully: nodes whose limit is a number of blocks would refuse every second range.
      growth = 1.125;
      continue;
    }
    failures = 0;
    await index.appendFinal(part);
    tell();
    const count = part.logs.length;
    if (count > 2 * WANTED_LOGS) blocks = Math.max(1, Math.floor((blocks * WANTED_LOGS) / count));
    else if (count < WANTED_LOGS) blocks *= growth;
  }
}

/** Does what may fail because nodes cannot be reached for a moment: a history takes many requests. */
async function persist<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof RetryableError) || tries === MOST_TRIES) throw error;
      await setTimeout(PAUSE_MILLISECONDS * tries);
    }
  }
}

/** What to do about a file that does not fit the chain, for those who keep it. */
const remedies: Readonly<Record<string, (path: string) => string>> = {
  REORG_PAST_FINALITY: (path) =>
    `Find out which chain is the right one. To follow these nodes, delete ${path}: it is made again.`,
  INDEX_ROW_MISSING: leftOut,
  INDEX_AMOUNT_NEGATIVE: leftOut,
};

function leftOut(path: string): string {
  return `Nodes left events out, or the deployment is older than the first block that is read. Delete ${path} and ask other nodes.`;
}

function advised(error: unknown, path: string): unknown {
  const remedy = error instanceof BaseError ? remedies[error.code] : undefined;
  if (!(error instanceof BaseError) || remedy === undefined) return error;
  return new BaseError(error.code, error.message.split("\n")[0]!, { remedy: remedy(path), cause: error });
}

/** The height that enough nodes have reached. */
async function reachedHeight(quorum: Quorum): Promise<number> {
  const answers = await quorum.askEach({ method: "eth_blockNumber", params: [] });
  const heights = quantitiesIn(answers).map(Number);
  const height = heights.at(-quorum.needed);
  if (height !== undefined) return height;
  throw new RetryableError(
    "QUORUM_MISSED",
    `Of ${quorum.endpoints.length} nodes ${heights.length} say how long the chain is; ${quorum.needed} must.`,
    { remedy: "Check that the nodes run and can be reached." },
  );
}

function refused(block: number): RetryableError {
  return new RetryableError("LOGS_REFUSED", `The nodes do not give the events of block ${block} alike.`, {
    remedy: "Ask nodes that answer eth_getLogs for old blocks, or ask these less often.",
  });
}
