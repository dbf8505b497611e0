/** Squared lengths within these bounds keep every product of two updates a normal double. */
const LEAST_SQUARES = 1e-200;
const MOST_SQUARES = 1e200;

/**
 * What makes an update unusable: a wrong length, numbers that are not finite, or a Euclidean length that is neither 0 nor
 * between 1e-100 and 1e100. Undefined when it is fine.
 */
export function updateDefect(update: Float64Array, parameters: number): string | undefined {
  if (update.length !== parameters) return `has ${update.length} numbers, the network has ${parameters} parameters`;
  let squares = 0;
  let isZero = true;
  // By index: an iterator takes ten times as long, and this runs over every number of every update.
  for (let i = 0; i < update.length; i++) {
    const value = update[i] as number;
    if (!Number.isFinite(value)) return `number ${i} is not finite`;
    squares += value * value;
    if (value !== 0) isZero = false;
  }
  if (isZero || (squares >= LEAST_SQUARES && squares <= MOST_SQUARES)) return undefined;
  return `its squared length ${squares} is neither 0 nor between ${LEAST_SQUARES} and ${MOST_SQUARES}`;
}
