/** What a method found: one value per player of a game, and what that cost. */
export type ContributionValues = {
  /** Per player, in nats of mean validation loss; above 0 where the player lowered the loss. */
  readonly values: Float64Array;
  /** Coalitions whose utility had to be computed; one that the game already knew costs nothing. */
  readonly evaluations: number;
  /** Gradients over the whole validation slice. */
  readonly gradients: number;
  /** Per value, in nats, where the method samples; Infinity where one draw says nothing about the spread. */
  readonly standardErrors?: Float64Array;
};
