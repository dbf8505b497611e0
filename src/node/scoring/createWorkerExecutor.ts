import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import { RetryableError } from "../../errors/RetryableError.ts";
import type { ScoringExecutor } from "../../scoring/ScoringExecutor.ts";
import type { UpdateAnswer, UpdateQuestion } from "../../scoring/UpdateQuestion.ts";
import { moduleBeside } from "../moduleBeside.ts";
import type { WorkerTask } from "./WorkerTask.ts";

export type CreateWorkerExecutorParameters = {
  /** At least 1; as many as the machine runs at once when left out. */
  readonly threads?: number;
};

/** An executor with something to close. */
export type ClosableExecutor = ScoringExecutor & {
  /** Waits for the calls under way, then gives everything back that the executor holds. */
  close(): Promise<void>;
};

/** An idle thread is ended after so long: between two rounds of an oracle lie hours. */
const IDLE_MILLISECONDS = 30_000;

/**
 * Spreads scoring over threads of this process. They start when they are needed, and end when they have not been for
 * half a minute. A thread is given bytes and numbers, no store and no key.
 */
export function createWorkerExecutor({
  threads = availableParallelism(),
}: CreateWorkerExecutorParameters = {}): ClosableExecutor {
  const pool = new Piscina<WorkerTask, UpdateAnswer[]>({
    filename: fileURLToPath(moduleBeside("answerInWorker", import.meta.url)),
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: IDLE_MILLISECONDS,
    recordTiming: false,
  });
  const known = new WeakMap<UpdateQuestion, { readonly questionId: number; readonly question: UpdateQuestion }>();
  let questions = 0;
  const carriedOver = (question: UpdateQuestion) => {
    const carried = known.get(question) ?? { questionId: questions++, question: shared(question) };
    known.set(question, carried);
    return carried;
  };
  return {
    // One more than work, so that no thread waits for the store.
    concurrency: threads + 1,
    async answer(question, files) {
      try {
        return await pool.run({ ...carriedOver(question), files: files.map(compact) });
      } catch (cause) {
        throw new RetryableError("SCORING_THREAD_LOST", `A scoring thread did not answer "${question.kind}".`, {
          remedy: "Score the round again; if it happens every time, look at the cause, or give it more memory.",
          cause,
        });
      }
    },
    close: () => pool.close(),
  };
}

/** The same question, its direction in memory that threads share. */
function shared(question: UpdateQuestion): UpdateQuestion {
  if (!("direction" in question)) return question;
  const direction = new Float64Array(new SharedArrayBuffer(question.direction.byteLength));
  direction.set(question.direction);
  return { ...question, direction };
}

/** Bytes are copied to a thread with all of the buffer that they are in. */
function compact<T extends { readonly bytes: Uint8Array }>(file: T): T {
  const { bytes } = file;
  return bytes.byteLength === bytes.buffer.byteLength ? file : { ...file, bytes: bytes.slice() };
}
