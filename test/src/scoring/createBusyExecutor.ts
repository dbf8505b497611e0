import { answerFiles } from "../../../src/scoring/answerFiles.ts";
import { createAnswerer } from "../../../src/scoring/createAnswerer.ts";
import type { ScoringExecutor } from "../../../src/scoring/ScoringExecutor.ts";

/** Answers correctly, later calls first, and remembers how many calls were under way at once, and what they were about. */
export function createBusyExecutor(concurrency: number) {
  const seen = { underWay: 0, most: 0, calls: 0, files: 0, longest: 0 };
  const executor: ScoringExecutor = {
    concurrency,
    async answer(question, files) {
      seen.most = Math.max(seen.most, ++seen.underWay);
      const turns = concurrency - (seen.calls++ % concurrency);
      for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
      seen.underWay--;
      seen.files += files.length;
      seen.longest = Math.max(seen.longest, ...files.map(({ bytes }) => bytes.length));
      return answerFiles(createAnswerer(question), question.parameters, files);
    },
  };
  return { executor, seen };
}
