import { UnrecoverableError, Worker } from "bullmq";
import { BaseError } from "../../errors/BaseError.ts";
import { RetryableError } from "../../errors/RetryableError.ts";
import type { ScoringExecutor } from "../../scoring/ScoringExecutor.ts";
import { answerJob, type LastQuestion } from "./answerJob.ts";
import { openScoringBoard } from "./openScoringBoard.ts";
import { QUEUE_PREFIX } from "./QUEUE_PREFIX.ts";
import { redisOptionsOf } from "./redisOptionsOf.ts";
import type { ScoringJob } from "./ScoringJob.ts";

export type StartQueueWorkerParameters = {
  /** `redis://…` or `rediss://…`, see `redisOptionsOf`. */
  readonly redisUrl: string;
  /** Name of the queue, the same as the oracle's. */
  readonly queue?: string;
  /** Does the work; `createWorkerExecutor`, so that this process can keep telling Redis that it lives. */
  readonly executor: ScoringExecutor;
  /** Name of this worker, for whoever looks for the one that is damaged. */
  readonly name: string;
  /** A worker that has not said so for as long is taken for dead, and its jobs are given to others. */
  readonly lockMilliseconds?: number;
  /** Told of every job that was answered, of every one that was not, and of lost connections. */
  readonly onEvent?: (event: QueueWorkerEvent) => void;
};

export type QueueWorkerEvent =
  | { readonly kind: "answered"; readonly jobId: string; readonly question: string; readonly files: number }
  | { readonly kind: "failed"; readonly jobId: string | undefined; readonly error: Error }
  | { readonly kind: "error"; readonly error: Error };

/** A job whose worker was lost is given to another one at most so often: it may be the job that kills them. */
const MOST_WORKERS_LOST = 5;

/**
 * Answers the scoring jobs of a queue until it is closed. A worker that dies delays its jobs by about twice `lockMilliseconds`
 * and loses nothing: another one, or the same after its restart, does them again.
 * @throws BaseError `REDIS_URL_INVALID`.
 */
export function startQueueWorker({
  redisUrl,
  queue = "scoring",
  executor,
  name,
  lockMilliseconds = 5_000,
  onEvent = () => {},
}: StartQueueWorkerParameters): { close(): Promise<void> } {
  const onError = (error: Error) => onEvent({ kind: "error", error });
  const board = openScoringBoard({ redisUrl, queue, onError });
  const last: LastQuestion = {};
  const answer = async (data: unknown): Promise<string> => {
    try {
      return await answerJob(data, last, { board, executor, worker: name });
    } catch (error) {
      // Another worker would find the same.
      const isFinal = error instanceof BaseError && !(error instanceof RetryableError);
      throw isFinal ? new UnrecoverableError(`${error.code}: ${error.message}`) : error;
    }
  };
  const worker = new Worker<ScoringJob, string>(queue, ({ data }) => answer(data), {
    connection: redisOptionsOf(redisUrl, true),
    prefix: QUEUE_PREFIX,
    name,
    concurrency: executor.concurrency,
    lockDuration: lockMilliseconds,
    stalledInterval: lockMilliseconds / 2,
    maxStalledCount: MOST_WORKERS_LOST,
  });
  worker.on("completed", ({ id, data }) => {
    onEvent({ kind: "answered", jobId: id ?? "", question: data.question.kind, files: data.files.length });
  });
  worker.on("failed", (job, error) => onEvent({ kind: "failed", jobId: job?.id, error }));
  worker.on("error", onError);
  return {
    async close() {
      await worker.close();
      board.close();
    },
  };
}
