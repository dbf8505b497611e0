/** What a server optimizer makes of an aggregate. */
export type ServerStep<State> = {
  /** What is added to the weights. */
  readonly change: Float64Array;
  /** What the next round passes in. */
  readonly state: State;
};

/**
 * Turns the aggregate of a round, P numbers (new weights − base), into the change of the weights, with what earlier
 * rounds left behind: one value that goes in and comes out. `state` is undefined in the first round.
 * @throws AggregationError `AGGREGATION_SHAPE` when the state has another length than the aggregate.
 */
export type ServerOptimizer<State> = (aggregate: Float64Array, state?: State) => ServerStep<State>;
