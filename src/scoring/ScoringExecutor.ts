import type { UpdateFile } from "./UpdateFile.ts";
import type { UpdateAnswer, UpdateQuestion } from "./UpdateQuestion.ts";

/** Where the part of scoring that looks at one update at a time is carried out: on threads, or on other machines. */
export type ScoringExecutor = {
  /** Calls that may be under way at once. Each holds some files (see `scoreFiles`), so it bounds memory. */
  readonly concurrency: number;
  /**
   * The answers of files, in their order; equal to `answerFiles`, bit for bit. A question is one object for as long as it
   * is asked, so what belongs to it is carried over once.
   * @throws RetryableError when the work was lost on the way.
   */
  answer(question: UpdateQuestion, files: readonly UpdateFile[]): Promise<UpdateAnswer[]>;
};
