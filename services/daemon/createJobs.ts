import { BaseError } from "../../src/errors/BaseError.ts";
import { RetryableError } from "../../src/errors/RetryableError.ts";

/** Long work beside the loop: each job runs once at a time, and what it found out is kept by itself. */
export type Jobs = {
  /** Starts the work unless it runs, or failed too short a while ago to be tried again. */
  start(key: string, work: (signal: AbortSignal) => Promise<void>): void;
  /** Lets go of jobs whose keys do not begin with any of these: what they were for is over. */
  abortAllBut(prefixes: readonly string[]): void;
  running(): number;
  close(): Promise<void>;
};

export type CreateJobsParameters = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Before what may pass is tried again; what is worse waits twice as long each time, up to a minute. */
  readonly pauseMilliseconds: number;
  readonly onBegin: (key: string) => void;
  /** Told when a job ended well: its result can be acted on. */
  readonly onDone: (key: string) => void;
  readonly onError: (key: string, error: BaseError) => void;
  /** Told when a job ended, in whatever way. */
  readonly onEnd: (key: string) => void;
};

const LONGEST_PAUSE = 60_000;
const MOST_DOUBLINGS = 10;

/** Keeps jobs going beside the loop. */
export function createJobs(parameters: CreateJobsParameters): Jobs {
  const { now, pauseMilliseconds, onBegin, onDone, onError, onEnd } = parameters;
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
      const doublings = error instanceof RetryableError ? 0 : Math.min(times, MOST_DOUBLINGS);
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
      const controller = new AbortController();
      onBegin(key);
      running.set(key, { controller, ended: Promise.resolve() });
      running.set(key, { controller, ended: run(key, work, controller.signal) });
    },
    abortAllBut(prefixes) {
      const isKept = (key: string) => prefixes.some((prefix) => key.startsWith(prefix));
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
