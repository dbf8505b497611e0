import { sha256 } from "ethers";
import { readParameters } from "../../learning/readParameters.ts";
import type { ScoringExecutor } from "../../scoring/ScoringExecutor.ts";
import type { UpdateQuestion } from "../../scoring/UpdateQuestion.ts";
import { requireContent } from "../../storage/requireContent.ts";
import { encodeAnswers } from "./encodeAnswers.ts";
import type { ScoringBoard } from "./openScoringBoard.ts";
import { type ScoringJob, scoringJobId, scoringJobSchema } from "./ScoringJob.ts";

export type AnswerJobParameters = {
  readonly board: ScoringBoard;
  readonly executor: ScoringExecutor;
  /** Name of this worker, for whoever looks for the one that is damaged. */
  readonly worker: string;
};

/** The last question of this process, so that its executor sees one object and carries it over once. */
export type LastQuestion = { described?: string; question?: Promise<UpdateQuestion> };

/**
 * What a worker does with a job: answers it, leaves the answers on the board and resolves to their digest. Doing it twice
 * changes nothing.
 * @throws ZodError for a job of another version. @throws StorageError when content is gone or damaged on the way.
 * @throws BaseError `SCORING_RESULTS_DIFFER`.
 */
export async function answerJob(
  data: unknown,
  last: LastQuestion,
  { board, executor, worker }: AnswerJobParameters,
): Promise<string> {
  const job = scoringJobSchema.parse(data);
  const files = job.files.map(({ digest, bytes, transmission }) => ({
    bytes: requireContent(new Uint8Array(Buffer.from(bytes, "base64")), digest),
    transmission,
  }));
  const answers = encodeAnswers(await executor.answer(await questionOf(job, last, board), files));
  const resultDigest = sha256(answers);
  await board.put(resultDigest, answers);
  await board.note(scoringJobId(job), { resultDigest, worker });
  return resultDigest;
}

function questionOf({ question }: ScoringJob, last: LastQuestion, board: ScoringBoard): Promise<UpdateQuestion> {
  const described = JSON.stringify(question);
  if (last.described === described && last.question !== undefined) return last.question;
  last.described = described;
  last.question = complete(question, board);
  last.question.catch(() => {
    if (last.described === described) delete last.described;
  });
  return last.question;
}

async function complete(question: ScoringJob["question"], board: ScoringBoard): Promise<UpdateQuestion> {
  if (question.kind === "sketch") return question;
  return { ...question, direction: readParameters(await board.get(question.direction)) };
}
