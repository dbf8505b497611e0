import type { Answerer } from "./createAnswerer.ts";
import { readUpdateFile } from "./readUpdateFile.ts";
import type { UpdateFile } from "./UpdateFile.ts";
import type { UpdateAnswer } from "./UpdateQuestion.ts";

/** The answers of files, in their order: what a job of a `ScoringExecutor` comes down to, wherever it runs. */
export function answerFiles(answer: Answerer, parameters: number, files: readonly UpdateFile[]): UpdateAnswer[] {
  return files.map((file) => answer(readUpdateFile(file, parameters)));
}
