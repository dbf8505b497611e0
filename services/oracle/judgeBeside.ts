import { Worker } from "node:worker_threads";
import type { BlockRef } from "../../src/chain/Block.ts";
import { BaseError } from "../../src/errors/BaseError.ts";
import { RetryableError } from "../../src/errors/RetryableError.ts";
import { moduleBeside } from "../../src/node/moduleBeside.ts";
import type { FoundJudgement } from "./judgeRound.ts";
import type { OracleConfig } from "./oracleConfigSchema.ts";

/** What a round is judged by. */
export type JudgeOrder = {
  readonly roundId: bigint;
  /** Everything is read as of it. */
  readonly head: BlockRef;
  /** Whether there is time to wait for files that cannot be fetched yet. */
  readonly mayWait: boolean;
  /** Opens what was sealed to this oracle. */
  readonly identity: string;
};

/** Judges a round somewhere else than in the loop; ends when the signal is aborted. */
export type JudgeBeside = (order: JudgeOrder & { readonly signal: AbortSignal }) => Promise<FoundJudgement>;

/** What the thread is started with; everything in it can be cloned to another thread. */
export type JudgingThreadData = { readonly order: JudgeOrder; readonly config: OracleConfig; readonly account: string };

/** What the thread answers: an error loses its class on the way, so it travels as data. */
export type JudgingThreadAnswer =
  | FoundJudgement
  | { readonly failure: { readonly code: string; readonly message: string; readonly isRetryable: boolean } };

/** However the service itself is run from sources, its thread reads TypeScript. */
const LOADER = import.meta.url.endsWith(".ts") ? ["--import", import.meta.resolve("tsx")] : [];

/**
 * Judges in a thread of its own, which reads the kept events beside the loop: however long a round takes to judge, the loop
 * goes on turning, and what is due in other rounds is done.
 */
export function createJudgeBeside(config: OracleConfig, account: string): JudgeBeside {
  return async ({ signal, ...order }) => {
    const workerData: JudgingThreadData = { order, config, account };
    const thread = new Worker(moduleBeside("judgingThread", import.meta.url), { workerData, execArgv: LOADER });
    const end = () => void thread.terminate();
    signal.addEventListener("abort", end, { once: true });
    try {
      const answer = await new Promise<JudgingThreadAnswer>((resolve, reject) => {
        thread.once("message", resolve);
        thread.once("error", (error) => reject(ended(error.message, error)));
        thread.once("exit", (code) => reject(ended(`exit code ${code}`)));
      });
      if (!("failure" in answer)) return answer;
      const { code, message, isRetryable } = answer.failure;
      throw isRetryable ? new RetryableError(code, message) : new BaseError(code, message);
    } finally {
      signal.removeEventListener("abort", end);
      await thread.terminate();
    }
  };
}

function ended(reason: string, cause?: unknown): BaseError {
  return new BaseError("JUDGING_ENDED", `The thread that judged ended without an answer (${reason}).`, {
    remedy: "If it ran out of memory, give Node more of it.",
    cause,
  });
}
