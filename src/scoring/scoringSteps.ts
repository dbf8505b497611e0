import type { Examples } from "../learning/Examples.ts";
import type { Network } from "../learning/Network.ts";
import type { TrainingOptions } from "../learning/TrainingOptions.ts";
import { addScaled } from "./addScaled.ts";
import { admitUpdates } from "./admitUpdates.ts";
import { concludeScoring } from "./concludeScoring.ts";
import { pathGradient } from "./contribution/pathGradient.ts";
import { createAnswerer } from "./createAnswerer.ts";
import { requireNumbers } from "./requireNumbers.ts";
import type { ScoreExplanation } from "./ScoreExplanation.ts";
import { DEFAULT_SCORING_OPTIONS, type ScoringOptions } from "./ScoringOptions.ts";
import { startScoring } from "./startScoring.ts";
import type { UpdateAnswer } from "./UpdateQuestion.ts";

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
  const { network, base, submissions, publications, validation } = parameters;
  const { quadratureTolerance } = parameters.options ?? DEFAULT_SCORING_OPTIONS;
  const start = startScoring(parameters);

  const ofUpdate = createAnswerer(start.ofUpdates, start.sketch);
  const updates: UpdateAnswer[] = [];
  for (const index of submissions.keys()) updates.push(ofUpdate(yield { kind: "update", index }));
  const ofPublication = createAnswerer(start.ofPublications, start.sketch);
  const published: UpdateAnswer[] = [];
  for (const index of publications.keys()) published.push(ofPublication(yield { kind: "publication", index }));
  const admission = admitUpdates(parameters, start, { updates, publications: published });

  const { coefficients } = admission;
  const aggregate = base.slice();
  const read = createAnswerer({ kind: "read", parameters: base.length });
  for (const [index, coefficient] of coefficients.entries()) {
    if (coefficient === 0) continue;
    addScaled(aggregate, coefficient, requireNumbers(read(yield { kind: "update", index }), index));
  }

  const path = pathGradient({ network, base, aggregate, validation, quadratureTolerance });
  const products = new Float64Array(submissions.length);
  const project = createAnswerer({ kind: "project", parameters: base.length, direction: path.descent });
  for (const [index, coefficient] of coefficients.entries()) {
    if (coefficient === 0) continue;
    products.set(requireNumbers(project(yield { kind: "update", index }), index), index);
  }
  return concludeScoring(parameters, admission, { aggregate, path, products });
}
