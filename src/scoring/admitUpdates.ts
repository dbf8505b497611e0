import { type TrustCoefficients, trustCoefficients } from "../learning/aggregation/trustCoefficients.ts";
import { norm } from "../learning/norm.ts";
import { createWorkTest, type Work } from "./createWorkTest.ts";
import { type DuplicateOf, findDuplicates, type PublishedUpdate } from "./findDuplicates.ts";
import { DEFAULT_SCORING_OPTIONS } from "./ScoringOptions.ts";
import type { ScoringParameters } from "./ScoringParameters.ts";
import type { ScoringStart } from "./startScoring.ts";
import type { UpdateAnswer } from "./UpdateQuestion.ts";
import { workDirections } from "./workDirections.ts";

/** Which updates count, and for how much; by index of the submission. */
export type Admission = TrustCoefficients & {
  readonly defects: readonly (string | undefined)[];
  readonly duplicates: readonly (DuplicateOf | undefined)[];
  readonly works: readonly (Work | undefined)[];
  readonly isAdmitted: readonly boolean[];
  /** The update's work is known, and is none. */
  readonly isIdle: readonly boolean[];
};

export type AdmitUpdatesParameters = {
  /** Answers of the round's updates, in the order of the submissions … */
  readonly updates: readonly UpdateAnswer[];
  /** … and of published ones, in the order of the publications. */
  readonly publications: readonly UpdateAnswer[];
};

/** Leaves out what is malformed, copied or no work, and trusts the others as far as they go where the root slice goes. */
export function admitUpdates(
  parameters: ScoringParameters,
  { reference, sketch, seed }: ScoringStart,
  answers: AdmitUpdatesParameters,
): Admission {
  const { network, base, submissions, steps = [], root, validation } = parameters;
  const options = parameters.options ?? DEFAULT_SCORING_OPTIONS;
  const defects = answers.updates.map(({ defect }) => defect);
  const norms = Float64Array.from(answers.updates, ({ numbers }) => numbers?.[0] ?? 0);
  const dots = Float64Array.from(answers.updates, ({ numbers }) => numbers?.[1] ?? 0);
  const sketches = answers.updates.map(({ numbers }) => numbers?.subarray(2));
  const published: PublishedUpdate[] = [];
  const publishedIndex: number[] = [];
  for (const [index, publication] of parameters.publications.entries()) {
    const image = answers.publications[index]?.numbers;
    if (image === undefined) continue;
    published.push({ ...publication, update: image });
    publishedIndex.push(index);
  }

  const updates = submissions.map(({ contributor }, i) => ({ contributor, update: sketches[i] }));
  const test = createWorkTest({
    ...options,
    dimensions: sketch.dimensions,
    seed,
    steps: steps.map(sketch.of),
    published,
    firstDirections: 1 + 2 * (network.widths.at(-1) as number),
    directions: mapEach(workDirections({ network, base, reference, root, validation }), sketch.of),
  });
  // Against what is public alone: what is noise or copied says nothing about how alike honest updates are.
  const alone = submissions.map(({ contributor }, i) => {
    const image = sketches[i];
    return test === undefined || image === undefined || norms[i] === 0 ? undefined : test.measure(contributor, image);
  });
  const isIdle = (work: Work | undefined) =>
    work !== undefined && !(work.novelty >= options.leastNovelty && work.evidence >= 1);
  const isUsual = alone.map((work, i) => (dots[i] as number) > 0 && !isIdle(work));
  const duplicates = findDuplicates({ ...options, updates, published, isUsual });
  const works = submissions.map(({ contributor }, i): Work | undefined => {
    const image = sketches[i];
    if (duplicates[i] !== undefined) return undefined;
    if (test === undefined || image === undefined || alone[i] === undefined || isIdle(alone[i])) return alone[i];
    const work = test.measure(contributor, image);
    if (!isIdle(work)) test.remember(image);
    return work;
  });
  const isAdmitted = submissions.map(
    (_, i) => defects[i] === undefined && duplicates[i] === undefined && !isIdle(works[i]),
  );

  const trust = trustCoefficients(
    norms.map((length, i) => (isAdmitted[i] ? length : 0)),
    dots,
    norm(reference),
  );
  return {
    ...trust,
    defects,
    duplicates: duplicates.map((duplicate) =>
      duplicate?.kind === "published" ? { ...duplicate, index: publishedIndex[duplicate.index] as number } : duplicate,
    ),
    works,
    isAdmitted,
    isIdle: works.map(isIdle),
  };
}

function* mapEach<T, U>(items: Iterable<T>, change: (item: T) => U): Generator<U> {
  for (const item of items) yield change(item);
}
