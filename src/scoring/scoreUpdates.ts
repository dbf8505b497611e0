import { trustedAggregate } from "../learning/aggregation/trustedAggregate.ts";
import { createRandom } from "../learning/createRandom.ts";
import type { Examples } from "../learning/Examples.ts";
import type { Network } from "../learning/Network.ts";
import { norm } from "../learning/norm.ts";
import { scale } from "../learning/scale.ts";
import { subtract } from "../learning/subtract.ts";
import type { TrainingOptions } from "../learning/TrainingOptions.ts";
import { trainLocally } from "../learning/trainLocally.ts";
import { attributeGain } from "./attributeGain.ts";
import { findDuplicates, type PublishedUpdate, type SubmittedUpdate } from "./findDuplicates.ts";
import type { ScoreExplanation } from "./ScoreExplanation.ts";
import { DEFAULT_SCORING_OPTIONS, type ScoringOptions } from "./ScoringOptions.ts";
import { toPartsPerBillion } from "./toPartsPerBillion.ts";
import { updateDefect } from "./updateDefect.ts";

export type ScoreUpdatesParameters = {
  readonly network: Network;
  /** The weights that the round starts from. */
  readonly base: Float64Array;
  /** One update (new weights − base) per contributor, in commit order. */
  readonly updates: readonly SubmittedUpdate[];
  /** Every update that earlier rounds of this model made public, oldest first. */
  readonly published: readonly PublishedUpdate[];
  /** The sponsor's slices of this round. */
  readonly root: Examples;
  readonly validation: Examples;
  /** How the task trains; the reference update of the root slice is trained this way. */
  readonly training: TrainingOptions;
  /** Seed of the reference update, unsigned 32 bits, declared by the task. */
  readonly seed: number;
  readonly options?: ScoringOptions;
};

export type RoundScores = {
  /** Parts per billion of the pot, one per contributor; Σ ≤ 1e9. */
  readonly scores: Uint32Array;
  /** The weights after the round: the next candidate version; `base` again when the updates raise the validation loss. */
  readonly aggregate: Float64Array;
  readonly explanations: readonly ScoreExplanation[];
  /** u_i per contributor, as scored; zero where an update was left out. */
  readonly terms: readonly Float64Array[];
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
 * Pure and made of exact operations in index order: whoever holds the inputs gets the same bits.
 * @throws LearningError when base or slices do not fit the network.
 */
export function scoreUpdates(parameters: ScoreUpdatesParameters): RoundScores {
  const { network, base, updates, published, root, validation, training, seed } = parameters;
  const options = parameters.options ?? DEFAULT_SCORING_OPTIONS;

  const defects = updates.map(({ update }) => updateDefect(update, base.length));
  const readable = updates.map(({ contributor, update }, i) => ({
    contributor,
    update: defects[i] === undefined ? update : undefined,
  }));
  const duplicates = findDuplicates({ ...options, updates: readable, published });
  const admitted = readable.flatMap(({ update }, i) => (update && duplicates[i] === undefined ? [{ i, update }] : []));

  const reference = subtract(trainLocally(network, base, root, training, createRandom(seed)), base);
  const limit = norm(reference);
  const clipFactors = new Float64Array(updates.length);
  const clipped = admitted.map(({ i, update }) => {
    const length = norm(update);
    clipFactors[i] = length > limit ? limit / length : 1;
    return scale(update, clipFactors[i] as number);
  });

  const trusted = trustedAggregate(clipped, reference);
  const gain = attributeGain({
    network,
    base,
    terms: trusted.terms,
    validation,
    quadratureTolerance: options.quadratureTolerance,
  });
  const isSignificant = gain.lossBefore - gain.lossAfter > options.significance * gain.gainError;

  const phi = new Float64Array(updates.length);
  const trusts = new Float64Array(updates.length);
  const terms: Float64Array[] = updates.map(() => new Float64Array(base.length));
  for (const [k, { i }] of admitted.entries()) {
    phi[i] = gain.values[k] as number;
    trusts[i] = trusted.trusts[k] as number;
    terms[i] = trusted.terms[k] as Float64Array;
  }
  const scores = isSignificant
    ? toPartsPerBillion(phi, options.fullPayGainRatio * gain.lossBefore)
    : new Uint32Array(updates.length);

  const explanations = updates.map((_, i): ScoreExplanation => {
    const numbers = { phi: phi[i] as number, clipFactor: clipFactors[i] as number, trust: trusts[i] as number };
    const defect = defects[i];
    if (defect !== undefined) return { status: "malformed", defect, ...numbers };
    const duplicate = duplicates[i];
    if (duplicate !== undefined) {
      const status = duplicate.kind === "update" ? "duplicate-of-update" : "duplicate-of-published";
      return { status, duplicateOf: duplicate.index, likeness: duplicate.cosine, ...numbers };
    }
    if (!isSignificant) return { status: "round-not-significant", ...numbers };
    if (numbers.trust === 0) return { status: "untrusted", ...numbers };
    return { status: numbers.phi > 0 ? "scored" : "negative", ...numbers };
  });
  const { lossBefore, lossAfter, gainError, nodes, quadratureGap } = gain;
  const isApplied = lossAfter < lossBefore;
  return {
    scores,
    aggregate: isApplied ? gain.aggregate : base.slice(),
    explanations,
    terms,
    lossBefore,
    lossAfter,
    gainError,
    isSignificant,
    isApplied,
    quadrature: { nodes, gap: quadratureGap },
  };
}
