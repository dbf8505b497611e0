/** What a task may declare about scoring; the defaults are part of the protocol's scoring version 1. */
export type ScoringOptions = {
  /** A round earns its whole pot when it lowers the validation loss by this part of the loss before it, in (0, 1]. */
  readonly fullPayGainRatio: number;
  /** Two updates whose cosine is above this are the same update. */
  readonly duplicateCosine: number;
  /** The round's mean gain must exceed this many of its standard errors (1.64: one-sided 5 %), or nobody is paid. */
  readonly significance: number;
  /** Largest quadrature error, as a part of the gain, at which two gradients are enough. */
  readonly quadratureTolerance: number;
};

export const DEFAULT_SCORING_OPTIONS: ScoringOptions = {
  fullPayGainRatio: 0.2,
  duplicateCosine: 0.99,
  significance: 1.64,
  quadratureTolerance: 0.02,
};
