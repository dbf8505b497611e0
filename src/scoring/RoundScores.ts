import type { ScoreExplanation } from "./ScoreExplanation.ts";

/** What the score of a round comes to. */
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
