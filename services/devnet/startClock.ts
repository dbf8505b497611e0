import { BaseError } from "../../src/errors/BaseError.ts";
import { headTime } from "./headTime.ts";
import { mineAt } from "./mineAt.ts";
import type { DevNode } from "./startNode.ts";

/** What makes time pass on a devnet: blocks come from here alone, each at a second that follows from the one before. */
export type DevClock = {
  /** Timestamp of the newest block, in seconds. */
  now(): bigint;
  /** Resolves when the chain has come to a timestamp by itself. */
  reach(timestamp: bigint): Promise<void>;
  /** Mines one block at a timestamp right away, or nothing when it has passed. */
  jumpTo(timestamp: bigint): Promise<void>;
  /** Lets no block come while `action` does something to the chain. */
  hold<T>(action: () => Promise<T>): Promise<T>;
  /** No block comes any more; whoever waits for one is told by a BaseError `CLOCK_STOPPED`. */
  stop(): Promise<void>;
  /** Resolves when the clock was stopped, rejects when a block could not be mined. */
  readonly done: Promise<void>;
};

export type StartClockParameters = {
  /** Seconds of the chain per second of the wall, at least 1. */
  readonly speed: number;
  /** Wall time between blocks; longer where a block would come less than a second after the one before. */
  readonly blockMilliseconds?: number;
};

const BLOCK_MILLISECONDS = 500;

/**
 * Mines a block every now and then on a node that mines by hand. A block is always the same time after the last one: on a
 * machine that cannot keep up, the chain slows down with everything else instead of running past its deadlines.
 */
export async function startClock(
  { send }: DevNode,
  { speed, blockMilliseconds = BLOCK_MILLISECONDS }: StartClockParameters,
): Promise<DevClock> {
  const pause = Math.max(blockMilliseconds, 1000 / speed);
  const step = (speed * pause) / 1000;
  const waiting = new Set<{ readonly timestamp: bigint; resolve(): void; reject(error: unknown): void }>();
  let timestamp = 0n;
  /** What of a second is not in a timestamp yet, in [0, 1). */
  let rest = 0;
  let queue: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let finish: { resolve(): void; reject(error: unknown): void } | undefined;
  const done = new Promise<void>((resolve, reject) => {
    finish = { resolve, reject };
  });
  // Whoever wants to know awaits it; nobody has to.
  done.catch(() => {});

  const see = async () => {
    timestamp = await headTime(send);
    for (const one of waiting) {
      if (one.timestamp > timestamp) continue;
      waiting.delete(one);
      one.resolve();
    }
  };
  const inTurn = <T>(action: () => Promise<T>): Promise<T> => {
    const next = queue.then(action);
    queue = next.catch(() => {});
    return next;
  };
  // Somebody may have moved the chain's time meanwhile: then this block is one of the past, and the next one follows on.
  const mine = async (at: bigint) => {
    await mineAt(send, at);
    await see();
  };
  const end = (error: unknown) => {
    isStopped = true;
    clearTimeout(timer);
    for (const one of waiting) one.reject(error);
    waiting.clear();
  };
  const turn = async () => {
    try {
      await inTurn(async () => {
        if (isStopped) return;
        const passed = step + rest;
        rest = passed % 1;
        await mine(timestamp + BigInt(Math.floor(passed)));
      });
      if (!isStopped) timer = setTimeout(turn, pause);
    } catch (error) {
      end(error);
      finish?.reject(error);
    }
  };
  await see();
  timer = setTimeout(turn, pause);

  return {
    now: () => timestamp,
    reach: (wanted) =>
      new Promise((resolve, reject) => {
        if (isStopped) reject(stopped());
        else if (wanted <= timestamp) resolve();
        else waiting.add({ timestamp: wanted, resolve, reject });
      }),
    jumpTo: (wanted) =>
      inTurn(async () => {
        if (wanted > timestamp) await mine(wanted);
      }),
    hold: (action) =>
      inTurn(async () => {
        try {
          return await action();
        } finally {
          await see();
        }
      }),
    async stop() {
      end(stopped());
      await queue;
      finish?.resolve();
    },
    done,
  };
}

function stopped(): BaseError {
  return new BaseError("CLOCK_STOPPED", "The devnet's clock was stopped.", { remedy: "Start the devnet again." });
}
