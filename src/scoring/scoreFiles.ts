import { BaseError } from "../errors/BaseError.ts";
import { norm } from "../learning/norm.ts";
import { addScaled } from "./addScaled.ts";
import { admitUpdates } from "./admitUpdates.ts";
import { concludeScoring } from "./concludeScoring.ts";
import { pathGradient } from "./contribution/pathGradient.ts";
import { mapInOrder } from "./mapInOrder.ts";
import type { RoundScores } from "./RoundScores.ts";
import { requireNumbers } from "./requireNumbers.ts";
import type { ScoringExecutor } from "./ScoringExecutor.ts";
import { DEFAULT_SCORING_OPTIONS } from "./ScoringOptions.ts";
import type { ScoringParameters } from "./ScoringParameters.ts";
import type { WantedVector } from "./scoringSteps.ts";
import { startScoring } from "./startScoring.ts";
import { UNREADABLE } from "./UNREADABLE.ts";
import type { UpdateFile } from "./UpdateFile.ts";
import type { UpdateAnswer, UpdateQuestion } from "./UpdateQuestion.ts";

export type ScoreFilesParameters = ScoringParameters & {
  /** The file of an update; undefined when it cannot be fetched. Asked for one at a time, each up to three times. */
  readonly loadFile: (wanted: WantedVector) => Promise<UpdateFile | undefined>;
  /** Who looks at the files. */
  readonly executor: ScoringExecutor;
};

/** Files per call of the executor: at least one, and no more than hold so many numbers (8 MiB) together. */
const MOST_NUMBERS = 1_048_576;
const MOST_FILES = 64;
/** Products of updates with a longer direction need not be finite: an update is at most 1e100 long (`updateDefect`). */
const LONGEST_DIRECTION = 1e200;

/**
 * The production score of a round like `scoringSteps`, the same bits, with everything that looks at one update at a time left
 * to an executor. What depends on their order, the sum of the aggregate, is done here in index order; so a result does not
 * depend on who computed what when. Holds as many files as the executor works on at once.
 * @throws LearningError when base or slices do not fit the network.
 * @throws RetryableError `UPDATE_GONE` when an update is answered once and not again, or whatever the executor throws.
 * @throws BaseError `SCORING_ANSWER_INVALID` when the executor's answer has a wrong shape or is not finite.
 */
export async function scoreFiles({ loadFile, executor, ...parameters }: ScoreFilesParameters): Promise<RoundScores> {
  const { network, base, submissions, publications, validation } = parameters;
  const { quadratureTolerance } = parameters.options ?? DEFAULT_SCORING_OPTIONS;
  const start = startScoring(parameters);

  // One at a time: a store may be given something huge under the digest of an update.
  let loading: Promise<unknown> = Promise.resolve();
  const loadInTurn = (wanted: WantedVector) => {
    const loaded = loading.then(() => loadFile(wanted));
    loading = loaded.catch(() => {});
    return loaded;
  };
  const perCall = Math.max(1, Math.min(MOST_FILES, Math.floor(MOST_NUMBERS / base.length)));
  const ask = async (
    question: UpdateQuestion,
    { kind, indices }: { kind: WantedVector["kind"]; indices: readonly number[] },
    take: (answer: UpdateAnswer, index: number) => void,
  ): Promise<void> => {
    const assertValid = createAnswerCheck(question, start.sketch.dimensions);
    const calls = Array.from({ length: Math.ceil(indices.length / perCall) }, (_, call) =>
      indices.slice(call * perCall, (call + 1) * perCall),
    );
    const answersOf = async (call: readonly number[]) => {
      const answers = new Map<number, UpdateAnswer>();
      const files = new Map<number, UpdateFile>();
      for (const index of call) {
        const file = await loadInTurn({ kind, index });
        if (file === undefined) answers.set(index, UNREADABLE);
        else files.set(index, file);
      }
      const answered = files.size === 0 ? [] : await executor.answer(question, [...files.values()]);
      if (answered.length !== files.size) throw invalid(`${answered.length} times for ${files.size} files`);
      for (const [k, index] of [...files.keys()].entries()) {
        assertValid(answered[k] as UpdateAnswer);
        answers.set(index, answered[k] as UpdateAnswer);
      }
      return answers;
    };
    const inOrder = mapInOrder(calls, executor.concurrency, answersOf);
    let next = 0;
    for await (const answers of inOrder) {
      for (const index of calls[next++] as number[]) take(answers.get(index) as UpdateAnswer, index);
    }
  };

  const updates: UpdateAnswer[] = [];
  const ofRound = { kind: "update", indices: [...submissions.keys()] } as const;
  await ask(start.ofUpdates, ofRound, (answer) => updates.push(answer));
  const published: UpdateAnswer[] = [];
  const ofEarlier = { kind: "publication", indices: [...publications.keys()] } as const;
  await ask(start.ofPublications, ofEarlier, (answer) => published.push(answer));
  const admission = admitUpdates(parameters, start, { updates, publications: published });

  const { coefficients } = admission;
  const counted = { kind: "update", indices: ofRound.indices.filter((index) => coefficients[index] !== 0) } as const;
  const aggregate = base.slice();
  await ask({ kind: "read", parameters: base.length }, counted, (answer, index) =>
    addScaled(aggregate, coefficients[index] as number, requireNumbers(answer, index)),
  );

  const path = pathGradient({ network, base, aggregate, validation, quadratureTolerance });
  const products = new Float64Array(submissions.length);
  await ask({ kind: "project", parameters: base.length, direction: path.descent }, counted, (answer, index) =>
    products.set(requireNumbers(answer, index), index),
  );
  return concludeScoring(parameters, admission, { aggregate, path, products });
}

/** Refuses what no correct executor answers: a damaged answer must not become a score. */
function createAnswerCheck(question: UpdateQuestion, dimensions: number): (answer: UpdateAnswer) => void {
  const { kind, parameters } = question;
  const length = { measure: 2 + dimensions, sketch: dimensions, project: 1, read: parameters }[kind];
  const productAt = { measure: 1, sketch: -1, project: 0, read: -1 }[kind];
  const isBounded = "direction" in question && norm(question.direction) <= LONGEST_DIRECTION;
  return ({ numbers }) => {
    if (numbers === undefined) return;
    if (numbers.length !== length) throw invalid(`${numbers.length} numbers to "${kind}", not ${length}`);
    const at = numbers.findIndex((number, i) => !Number.isFinite(number) && (i !== productAt || isBounded));
    if (at !== -1) throw invalid(`${numbers[at]} as number ${at} to "${kind}"`);
  };
}

function invalid(what: string): BaseError {
  return new BaseError("SCORING_ANSWER_INVALID", `A scoring worker answered ${what}.`, {
    remedy: "Nothing was scored. Look for a worker that runs another version, or whose machine is damaged.",
  });
}
