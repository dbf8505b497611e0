import { BaseError } from "../../src/errors/BaseError.ts";
import { RetryableError } from "../../src/errors/RetryableError.ts";

/** Long work beside the loop: each job runs once at a time, and what it found out is kept by itself. */
export type Jobs = {
  /** Starts the work unless it runs, failed too short a while ago, or others of its kind run: then it is for the next turn. */
  start(key: string, work: (signal: AbortSignal) => Promise<void>): void;
  /** Lets go of the jobs of all rounds but these, by the rounds' keys: what they were for is over. */
  abortAllBut(rounds: readonly string[]): void;
  running(): number;
  close(): Promise<void>;
};

export type CreateJobsParameters = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Before what may pass is tried again; what is worse waits twice as long each time, up to a minute. */
  readonly pauseMilliseconds: number;
  /** How many jobs of a kind, the part of their keys before the slash, may run at a time; any number of those not named. */
  readonly most: Readonly<Record<string, number>>;
  readonly onBegin: (key: string) => void;
  /** Told when a job ended well: its result can be acted on. */
  readonly onDone: (key: string) => void;
  readonly onError: (key: string, error: BaseError) => void;
  /** Told when a job ended, in whatever way. */
  readonly onEnd: (key: string) => void;
};

const LONGEST_PAUSE = 60_000;
const MOST_DOUBLINGS = 10;
const RETRY_DOUBLINGS = 3;

/** Keeps jobs going beside the loop. */
export function createJobs(parameters: CreateJobsParameters): Jobs {
  const { now, pauseMilliseconds, most, onBegin, onDone, onError, onEnd } = parameters;
  const running = new Map<string, { readonly controller: AbortController; readonly ended: Promise<void> }>();
  const failed = new Map<string, { readonly times: number; readonly retryAt: number }>();

  async function run(key: string, work: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void> {
    try {
      await work(signal);
      failed.delete(key);
      onDone(key);
    } catch (error) {
      if (signal.aborted) return;
      const times = (failed.get(key)?.times ?? 0) + 1;
      const doublings = Math.min(times - 1, error instanceof RetryableError ? RETRY_DOUBLINGS : MOST_DOUBLINGS);
      const pause = pauseMilliseconds * 2 ** doublings;
      failed.set(key, { times, retryAt: now() + Math.min(pause, LONGEST_PAUSE) });
      onError(key, error instanceof BaseError ? error : new BaseError("UNEXPECTED", String(error), { cause: error }));
    } finally {
      running.delete(key);
      onEnd(key);
    }
  }

  return {
    start(key, work) {
      if (running.has(key) || now() < (failed.get(key)?.retryAt ?? 0)) return;
      const kind = kindOf(key);
      const alike = [...running.keys()].filter((other) => kindOf(other) === kind).length;
      if (alike >= (most[kind] ?? Number.POSITIVE_INFINITY)) return;
      const controller = new AbortController();
      onBegin(key);
      running.set(key, { controller, ended: Promise.resolve() });
      running.set(key, { controller, ended: run(key, work, controller.signal) });
    },
    abortAllBut(rounds) {
      const isKept = (key: string) => rounds.includes(key.split("/")[1] ?? "");
      for (const [key, { controller }] of running) if (!isKept(key)) controller.abort();
      for (const key of failed.keys()) if (!isKept(key)) failed.delete(key);
    },
    running: () => running.size,
    async close() {
      const ending = [...running.values()];
      for (const { controller } of ending) controller.abort();
      await Promise.all(ending.map(({ ended }) => ended));
    },
  };
}

function kindOf(key: string): string {
  return key.split("/")[0] ?? key;
}
