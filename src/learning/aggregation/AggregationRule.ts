/**
 * Combines the updates of a round, n vectors of P finite numbers (new weights − base), into the one vector that is
 * applied. Permuting the updates does not change a bit of it: who comes first says nothing about what is right.
 * Rules that need more than the updates (a count of attackers, a reference, a seed) are made by a function that takes it.
 * @throws AggregationError `AGGREGATION_EMPTY`, `AGGREGATION_SHAPE`, `AGGREGATION_NOT_FINITE` or `AGGREGATION_TOO_FEW`.
 */
export type AggregationRule = (updates: readonly Float64Array[]) => Float64Array;
