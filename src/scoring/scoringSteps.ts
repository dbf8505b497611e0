import { RetryableError } from "../errors/RetryableError.ts";
import { trustCoefficients } from "../learning/aggregation/trustCoefficients.ts";
import { dot } from "../learning/dot.ts";
import type { Examples } from "../learning/Examples.ts";
import type { Network } from "../learning/Network.ts";
import { norm } from "../learning/norm.ts";
import type { TrainingOptions } from "../learning/TrainingOptions.ts";
import { pathGradient } from "./contribution/pathGradient.ts";
import { createSketch } from "./createSketch.ts";
import { createWorkTest, type Work } from "./createWorkTest.ts";
import { findDuplicates, type PublishedUpdate } from "./findDuplicates.ts";
import { referenceStep } from "./referenceStep.ts";
import type { ScoreExplanation } from "./ScoreExplanation.ts";
import { DEFAULT_SCORING_OPTIONS, type ScoringOptions } from "./ScoringOptions.ts";
import { sketchSeed } from "./sketchSeed.ts";
import { toPartsPerBillion } from "./toPartsPerBillion.ts";
import { updateDefect } from "./updateDefect.ts";
import { workDirections } from "./workDirections.ts";

/** Whose an update is; the update itself is asked for when it is needed. */
export type Submission = { readonly contributor: string };

/** An update that an earlier round of the model made public. */
export type Publication = {
  readonly contributor: string;
  /** What it earned in its round, in parts per billion. */
  readonly score: number;
};

export type ScoringParameters = {
  readonly network: Network;
  /** The weights that the round starts from. */
  readonly base: Float64Array;
  /** One per contributor, in commit order. */
  readonly submissions: readonly Submission[];
  /** Every update that earlier rounds of this model made public, oldest first. */
  readonly publications: readonly Publication[];
  /** How the model's weights moved in earlier rounds, newest first. */
  readonly steps?: readonly Float64Array[];
  /** The sponsor's slices of this round. */
  readonly root: Examples;
  readonly validation: Examples;
  /** How the task trains; the reference update of the root slice is trained this way. */
  readonly training: TrainingOptions;
  /** Seed of the reference update, unsigned 32 bits, declared by the task. */
  readonly seed: number;
  readonly options?: ScoringOptions;
};

/** A vector that scoring needs now; the answer is not kept. Undefined answers stand for what cannot be read. */
export type WantedVector = { readonly kind: "update" | "publication"; readonly index: number };

export type RoundScores = {
  /** Parts per billion of the pot, one per contributor; Σ ≤ 1e9. */
  readonly scores: Uint32Array;
  /** The weights after the round: the next candidate version; `base` again when the updates raise the validation loss. */
  readonly aggregate: Float64Array;
  readonly explanations: readonly ScoreExplanation[];
  readonly lossBefore: number;
  readonly lossAfter: number;
  /** Standard error of lossBefore − lossAfter, in nats. */
  readonly gainError: number;
  /** The gain is beyond chance; otherwise nobody is paid. */
  readonly isSignificant: boolean;
  /** Σ u_i lowers the validation loss, so it becomes the candidate. */
  readonly isApplied: boolean;
  readonly quadrature: { readonly nodes: 2 | 5; readonly gap: number };
};

/**
 * The production score of a round (docs/scoring.md): what each update added to the aggregate that is really applied.
 * Made of exact operations in index order: whoever holds the inputs gets the same bits. A generator, so that rounds larger
 * than memory are scored by the same lines: it asks for one update at a time, each at most three times, and holds
 * a few vectors of the model's length whatever the number of contributors. See `scoreUpdates` for a round in memory.
 * @throws LearningError when base or slices do not fit the network.
 * @throws RetryableError `UPDATE_GONE` when an update is answered once and not again.
 */
export function* scoringSteps(
  parameters: ScoringParameters,
): Generator<WantedVector, RoundScores, Float64Array | undefined> {
  const { network, base, submissions, publications, steps = [], root, validation, training, seed } = parameters;
  const options = parameters.options ?? DEFAULT_SCORING_OPTIONS;
  const count = submissions.length;
  const reference = referenceStep({ network, base, root, training, seed });
  const hidden = sketchSeed(validation);
  const sketch = createSketch(base.length, hidden);

  const defects: (string | undefined)[] = [];
  const sketches: (Float64Array | undefined)[] = [];
  const norms = new Float64Array(count);
  const dots = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    const update = yield { kind: "update", index };
    defects[index] = updateDefect(update, base.length);
    if (update === undefined || defects[index] !== undefined) continue;
    norms[index] = norm(update);
    dots[index] = dot(update, reference);
    sketches[index] = sketch.of(update);
  }
  const published: PublishedUpdate[] = [];
  const publishedIndex: number[] = [];
  for (const [index, publication] of publications.entries()) {
    const update = yield { kind: "publication", index };
    if (update === undefined || updateDefect(update, base.length) !== undefined) continue;
    published.push({ ...publication, update: sketch.of(update) });
    publishedIndex.push(index);
  }

  const updates = submissions.map(({ contributor }, i) => ({ contributor, update: sketches[i] }));
  const test = createWorkTest({
    ...options,
    dimensions: sketch.dimensions,
    seed: hidden,
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
  const isAdmitted = (i: number) => defects[i] === undefined && duplicates[i] === undefined && !isIdle(works[i]);

  const { trusts, clipFactors, coefficients } = trustCoefficients(
    norms.map((length, i) => (isAdmitted(i) ? length : 0)),
    dots,
    norm(reference),
  );
  const aggregate = base.slice();
  for (let index = 0; index < count; index++) {
    const coefficient = coefficients[index] as number;
    if (coefficient === 0) continue;
    const update = requireAgain(yield { kind: "update", index }, index);
    for (let p = 0; p < aggregate.length; p++)
      aggregate[p] = (aggregate[p] as number) + coefficient * (update[p] as number);
  }

  const { quadratureTolerance } = options;
  const path = pathGradient({ network, base, aggregate, validation, quadratureTolerance });
  const phi = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    const coefficient = coefficients[index] as number;
    if (coefficient === 0) continue;
    phi[index] = coefficient * dot(path.descent, requireAgain(yield { kind: "update", index }, index));
  }

  const { lossBefore, lossAfter, gainError, nodes, quadratureGap } = path;
  const isSignificant = lossBefore - lossAfter > options.significance * gainError;
  const isApplied = lossAfter < lossBefore;
  const explanations = submissions.map((_, i): ScoreExplanation => {
    const work = works[i];
    const numbers = {
      phi: phi[i] as number,
      clipFactor: isAdmitted(i) ? (clipFactors[i] as number) : 0,
      trust: trusts[i] as number,
      coefficient: coefficients[i] as number,
      ...(work === undefined ? {} : { work }),
    };
    const defect = defects[i];
    if (defect !== undefined) return { status: "malformed", defect, ...numbers };
    const duplicate = duplicates[i];
    if (duplicate?.kind === "update")
      return { status: "duplicate-of-update", duplicateOf: duplicate.index, likeness: duplicate.cosine, ...numbers };
    if (duplicate !== undefined) {
      const duplicateOf = publishedIndex[duplicate.index] as number;
      return { status: "duplicate-of-published", duplicateOf, likeness: duplicate.cosine, ...numbers };
    }
    if (isIdle(work)) return { status: "no-work", ...numbers };
    if (!isSignificant) return { status: "round-not-significant", ...numbers };
    if (numbers.trust === 0) return { status: "untrusted", ...numbers };
    return { status: numbers.phi > 0 ? "scored" : "negative", ...numbers };
  });
  return {
    scores: isSignificant ? toPartsPerBillion(phi, options.fullPayGainRatio * lossBefore) : new Uint32Array(count),
    aggregate: isApplied ? aggregate : base.slice(),
    explanations,
    lossBefore,
    lossAfter,
    gainError,
    isSignificant,
    isApplied,
    quadrature: { nodes, gap: quadratureGap },
  };
}

function* mapEach<T, U>(items: Iterable<T>, change: (item: T) => U): Generator<U> {
  for (const item of items) yield change(item);
}

/** An update that was readable before. Scored without it, the round would have two different results. */
function requireAgain(update: Float64Array | undefined, index: number): Float64Array {
  if (update !== undefined) return update;
  throw new RetryableError("UPDATE_GONE", `Update ${index} was readable, and is not any more.`, {
    remedy: "Score the round again once its store answers, or keep a copy of every update that was read.",
  });
}
