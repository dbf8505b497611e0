import type { UpdateFile } from "../../scoring/UpdateFile.ts";
import type { UpdateQuestion } from "../../scoring/UpdateQuestion.ts";

/** What `createWorkerExecutor` sends to a thread. */
export type WorkerTask = {
  /** Of the question, in the life of its executor. */
  readonly questionId: number;
  /** Its direction, if it has one, is in shared memory. */
  readonly question: UpdateQuestion;
  readonly files: readonly UpdateFile[];
};
