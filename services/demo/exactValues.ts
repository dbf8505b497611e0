import type { Examples } from "../../src/learning/Examples.ts";
import type { Network } from "../../src/learning/Network.ts";
import { createAdditiveGame } from "../../src/scoring/contribution/createAdditiveGame.ts";
import { exactShapley } from "../../src/scoring/contribution/exactShapley.ts";
import type { RoundScores } from "../../src/scoring/RoundScores.ts";
import { DEFAULT_SCORING_OPTIONS } from "../../src/scoring/ScoringOptions.ts";

export type ExactValuesParameters = {
  readonly network: Network;
  readonly base: Float64Array;
  readonly scored: RoundScores;
  /** u_i by position. */
  readonly terms: readonly Float64Array[];
  readonly validation: Examples;
};

/** The yardstick of one update. */
export type ExactValue = {
  /** Exact Shapley value of the game that was scored, in nats of validation loss. */
  readonly nats: number;
  /** The same as a part of the pot, by the rule that scores are paid by; negative where an update did harm. */
  readonly part: number;
};

const MOST_CONTRIBUTORS = 12;

/** Exact values by position, or undefined when there are too many contributors to enumerate their coalitions. */
export function exactValues({
  network,
  base,
  scored,
  terms,
  validation,
}: ExactValuesParameters): ExactValue[] | undefined {
  if (terms.length > MOST_CONTRIBUTORS) return undefined;
  const values = [...exactShapley(createAdditiveGame({ network, base, terms, validation })).values];
  const positive = values.reduce((sum, value) => sum + Math.max(0, value), 0);
  const whole = Math.max(positive, DEFAULT_SCORING_OPTIONS.fullPayGainRatio * scored.lossBefore);
  return values.map((nats) => ({ nats, part: scored.isSignificant ? nats / whole : 0 }));
}
