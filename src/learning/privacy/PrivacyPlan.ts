/** Steps of private training: each sees every row with probability `samplingRate` and adds noise to what it learns. */
export type NoisySteps = {
  /** Probability, in (0, 1], that a row is in a step's batch; every row and step is drawn alone (Poisson sampling). */
  readonly samplingRate: number;
  /** Standard deviation of the noise on a sum of gradients, in units of the clip norm; above 0. */
  readonly noiseMultiplier: number;
  readonly steps: number;
};

/**
 * What a contributor decides before it trains, and records with its update. `epsilon` follows from the other fields:
 * whether one row is in the table or not changes the probability of any outcome, of this training and of `earlier` ones
 * together, at most by a factor of e^epsilon, but for a probability of `delta`.
 */
export type PrivacyPlan = NoisySteps & {
  readonly epsilon: number;
  /** In (0, 1); should be well below 1 / rows. */
  readonly delta: number;
  /** Each row's gradient is cut to this Euclidean length. */
  readonly clipNorm: number;
  /** Earlier trainings on the same rows whose updates were handed out, such as those of earlier rounds. */
  readonly earlier: readonly NoisySteps[];
};
