import type { Admission } from "./admitUpdates.ts";
import type { PathGradient } from "./contribution/pathGradient.ts";
import type { RoundScores } from "./RoundScores.ts";
import type { ScoreExplanation } from "./ScoreExplanation.ts";
import { DEFAULT_SCORING_OPTIONS } from "./ScoringOptions.ts";
import type { ScoringParameters } from "./ScoringParameters.ts";
import { toPartsPerBillion } from "./toPartsPerBillion.ts";

export type ConcludeScoringParameters = {
  /** base + Σ coefficient · update. */
  readonly aggregate: Float64Array;
  /** The way from base to aggregate. */
  readonly path: PathGradient;
  /** ⟨path.descent, update⟩ of every update whose coefficient is not 0, by index of the submission. */
  readonly products: Float64Array;
};

/** What each update of a round was worth, and why, once its aggregate is known. */
export function concludeScoring(
  { base, submissions, options = DEFAULT_SCORING_OPTIONS }: ScoringParameters,
  { defects, duplicates, works, isAdmitted, isIdle, trusts, clipFactors, coefficients }: Admission,
  { aggregate, path, products }: ConcludeScoringParameters,
): RoundScores {
  const phi = coefficients.map((coefficient, i) => (coefficient === 0 ? 0 : coefficient * (products[i] as number)));
  const { lossBefore, lossAfter, gainError, nodes, quadratureGap } = path;
  const isSignificant = lossBefore - lossAfter > options.significance * gainError;
  const isApplied = lossAfter < lossBefore;
  const explanations = submissions.map((_, i): ScoreExplanation => {
    const work = works[i];
    const numbers = {
      phi: phi[i] as number,
      clipFactor: isAdmitted[i] ? (clipFactors[i] as number) : 0,
      trust: trusts[i] as number,
      coefficient: coefficients[i] as number,
      ...(work === undefined ? {} : { work }),
    };
    const defect = defects[i];
    if (defect !== undefined) return { status: "malformed", defect, ...numbers };
    const duplicate = duplicates[i];
    if (duplicate !== undefined) {
      const status = duplicate.kind === "update" ? "duplicate-of-update" : "duplicate-of-published";
      return { status, duplicateOf: duplicate.index, likeness: duplicate.cosine, ...numbers };
    }
    if (isIdle[i]) return { status: "no-work", ...numbers };
    if (!isSignificant) return { status: "round-not-significant", ...numbers };
    if (numbers.trust === 0) return { status: "untrusted", ...numbers };
    return { status: numbers.phi > 0 ? "scored" : "negative", ...numbers };
  });
  return {
    scores: isSignificant
      ? toPartsPerBillion(phi, options.fullPayGainRatio * lossBefore)
      : new Uint32Array(submissions.length),
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
