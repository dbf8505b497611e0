import type { CoalitionGame } from "./CoalitionGame.ts";
import type { PathGradient } from "./pathGradient.ts";

/** A game whose players add terms to the weights, so that its utility has a gradient along the way. */
export type DifferentiableGame = CoalitionGame & {
  /** u_i per player. */
  readonly terms: readonly Float64Array[];
  /** The mean descent direction from nobody to everybody. */
  pathGradient(quadratureTolerance: number): PathGradient;
};
