/** What a task may declare about scoring; the defaults are part of the protocol's scoring version 1. */
export type ScoringOptions = {
  /** A round earns its whole pot when it lowers the validation loss by this part of the loss before it, in (0, 1]. */
  readonly fullPayGainRatio: number;
  /** Two updates of one round are the same only above this cosine … */
  readonly duplicateCosine: number;
  /** … and an update repeats another contributor's published one only above this cosine … */
  readonly publishedCosine: number;
  /** … and when they are closer than this part of the usual distance (1 − cosine) between the round's updates. */
  readonly duplicateCloseness: number;
  /** A contributor's update whose cosine to its own earlier, paid one is above this is a replay. */
  readonly replayCosine: number;
  /** An update whose part outside the span of public ones is shorter than this part of it holds nothing new … */
  readonly leastNovelty: number;
  /** … and one whose new part is no better aimed than noise reaches by this many standard deviations holds no work. */
  readonly workDeviations: number;
  /** The round's mean gain must exceed this many of its standard errors (1.64: one-sided 5 %), or nobody is paid. */
  readonly significance: number;
  /** Largest quadrature error, as a part of the gain, at which two gradients are enough. */
  readonly quadratureTolerance: number;
};

/** What a task scores with where it says nothing else. */
export const DEFAULT_SCORING_OPTIONS: ScoringOptions = {
  fullPayGainRatio: 0.2,
  duplicateCosine: 0.995,
  publishedCosine: 0.98,
  duplicateCloseness: 0.1,
  replayCosine: 0.9999,
  leastNovelty: 0.03,
  workDeviations: 4,
  significance: 1.64,
  quadratureTolerance: 0.02,
};
