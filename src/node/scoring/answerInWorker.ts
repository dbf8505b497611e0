import { move, transferableSymbol, valueSymbol } from "piscina";
import { answerFiles } from "../../scoring/answerFiles.ts";
import { type Answerer, createAnswerer } from "../../scoring/createAnswerer.ts";
import type { WorkerTask } from "./WorkerTask.ts";

/** The last question of this thread: its sketch takes longer to make than to use. */
let last: { readonly questionId: number; readonly answer: Answerer } | undefined;

/** What a thread of `createWorkerExecutor` does; the numbers are handed over, not copied. */
export default function answerInWorker({ questionId, question, files }: WorkerTask): unknown {
  if (last?.questionId !== questionId) last = { questionId, answer: createAnswerer(question) };
  const answers = answerFiles(last.answer, question.parameters, files);
  const buffers = answers.flatMap(({ numbers }) => (numbers === undefined ? [] : [numbers.buffer]));
  return move({ [transferableSymbol]: buffers, [valueSymbol]: answers });
}
