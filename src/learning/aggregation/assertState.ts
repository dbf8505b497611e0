import { AggregationError } from "./AggregationError.ts";

/**
 * Checks that a vector of a server optimizer's state is as long as the aggregate.
 * @throws AggregationError `AGGREGATION_SHAPE`.
 */
export function assertState(state: Float64Array, aggregate: Float64Array): void {
  if (state.length !== aggregate.length) {
    const message = `The state has ${state.length} numbers, but the aggregate has ${aggregate.length}.`;
    throw new AggregationError("AGGREGATION_SHAPE", message, "Pass the state that this model's last round returned.");
  }
}
