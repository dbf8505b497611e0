import { Queue, QueueEvents } from "bullmq";
import { sha256 } from "ethers";
import { BaseError } from "../../errors/BaseError.ts";
import { RetryableError } from "../../errors/RetryableError.ts";
import { writeParameters } from "../../learning/writeParameters.ts";
import { answerFiles } from "../../scoring/answerFiles.ts";
import { createAnswerer } from "../../scoring/createAnswerer.ts";
import type { UpdateFile } from "../../scoring/UpdateFile.ts";
import type { UpdateAnswer, UpdateQuestion } from "../../scoring/UpdateQuestion.ts";
import type { ClosableExecutor } from "./createWorkerExecutor.ts";
import { decodeAnswers } from "./decodeAnswers.ts";
import { openScoringBoard } from "./openScoringBoard.ts";
import { QUEUE_PREFIX } from "./QUEUE_PREFIX.ts";
import { redisOptionsOf } from "./redisOptionsOf.ts";
import { type ScoringJob, scoringJobId } from "./ScoringJob.ts";

export type CreateQueueExecutorParameters = {
  /** `redis://…` or `rediss://…`, see `redisOptionsOf`. */
  readonly redisUrl: string;
  /** Name of the queue, the same as its workers'; one oracle, one queue. */
  readonly queue?: string;
  /** Jobs on the queue at once: twice as many as there are threads of workers keeps them all busy. */
  readonly concurrency?: number;
  /** How long to wait for the answer of a job, whatever workers are lost meanwhile. */
  readonly timeoutMilliseconds?: number;
};

/** A job is given to another worker after an error, so often. */
const TRIES = 3;
const TRY_AGAIN_MILLISECONDS = 500;
/** What a coordinator that died left behind is taken away by the next job that ends. */
const KEPT = { age: 3_600, count: 1_000 };

/**
 * Spreads scoring over the machines that run `startQueueWorker` on the same queue. A job carries the files that it is about:
 * a worker needs no store and no key, and which updates are readable is decided by one machine. Redis sees the updates,
 * opened ones as well: it is part of the oracle, and nobody else's. The aggregate is summed here, so `read` is answered here.
 * @throws BaseError `REDIS_URL_INVALID`. A call throws RetryableError `SCORING_JOB_FAILED` when no worker answered in time
 * or Redis did not, and BaseError `SCORING_RESULTS_DIFFER` when two workers computed different bits.
 */
export function createQueueExecutor({
  redisUrl,
  queue: name = "scoring",
  concurrency = 8,
  timeoutMilliseconds = 300_000,
}: CreateQueueExecutorParameters): ClosableExecutor {
  // A lost connection comes back; whether that is in time is for the calls to say.
  const onError = () => {};
  const board = openScoringBoard({ redisUrl, queue: name, onError });
  const connection = redisOptionsOf(redisUrl, false);
  const queue = new Queue<ScoringJob, string>(name, { connection, prefix: QUEUE_PREFIX });
  const events = new QueueEvents(name, { connection: redisOptionsOf(redisUrl, true), prefix: QUEUE_PREFIX });
  queue.on("error", onError);
  events.on("error", onError);
  queue.setMaxListeners(0);

  const directions = new WeakMap<UpdateQuestion, Promise<string>>();
  const underWay = new Map<string, Promise<UpdateAnswer[]>>();

  const putDirection = async (direction: Float64Array): Promise<string> => {
    const bytes = writeParameters(direction);
    const digest = sha256(bytes);
    await board.put(digest, bytes);
    return digest;
  };
  const describe = async (question: Exclude<UpdateQuestion, { kind: "read" }>): Promise<ScoringJob["question"]> => {
    if (question.kind === "sketch") return question;
    const known = directions.get(question) ?? putDirection(question.direction);
    directions.set(question, known);
    return { ...question, direction: await known };
  };
  const run = async (jobId: string, job: ScoringJob): Promise<UpdateAnswer[]> => {
    const added = await queue.add(job.question.kind, job, {
      jobId,
      attempts: TRIES,
      backoff: { type: "fixed", delay: TRY_AGAIN_MILLISECONDS },
      removeOnComplete: KEPT,
      removeOnFail: KEPT,
    });
    try {
      const resultDigest = await added.waitUntilFinished(events, timeoutMilliseconds);
      const answers = decodeAnswers(await board.get(resultDigest), job.files.length);
      await board.remove(resultDigest);
      return answers;
    } finally {
      // Refused while a worker holds it, and gone when there is no Redis: then its age removes it.
      await added.remove().catch(() => {});
      await board.assertAgreed();
    }
  };
  return {
    concurrency,
    async answer(question, files) {
      if (question.kind === "read") return answerFiles(createAnswerer(question), question.parameters, files);
      try {
        const job: ScoringJob = {
          format: "commonweights.scoring-job.v1",
          question: await describe(question),
          files: files.map(describeFile),
        };
        const jobId = scoringJobId(job);
        // Two calls about the same files are one job.
        const running = underWay.get(jobId) ?? run(jobId, job).finally(() => underWay.delete(jobId));
        underWay.set(jobId, running);
        return await running;
      } catch (cause) {
        directions.delete(question);
        if (cause instanceof BaseError && !(cause instanceof RetryableError) && cause.code !== "CONTENT_MISSING")
          throw cause;
        throw new RetryableError("SCORING_JOB_FAILED", `A scoring job on "${name}" was not answered.`, {
          remedy: "Look whether Redis and at least one scoring worker run, then score the round again.",
          cause,
        });
      }
    },
    async close() {
      await Promise.allSettled(underWay.values());
      await Promise.allSettled([events.close(), queue.close()]);
      board.close();
    },
  };
}

function describeFile({ bytes, transmission }: UpdateFile): ScoringJob["files"][number] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
  return { digest: sha256(bytes), bytes: text, transmission };
}
