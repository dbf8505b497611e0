/** Squared lengths within these bounds keep every product of two updates a normal double. */
const LEAST_SQUARES = 1e-200;
const MOST_SQUARES = 1e200;

/**
 * What makes an update unusable: a wrong length, numbers that are not finite, or a Euclidean length that is neither 0 nor
 * between 1e-100 and 1e100. Undefined when it is fine.
 */
export function updateDefect(update: Float64Array | undefined, parameters: number): string | undefined {
  if (update === undefined) return "no readable update";
  if (update.length !== parameters) return `has ${update.length} numbers, the network has ${parameters} parameters`;
  let squares = 0;
  let isZero = true;
  for (const [i, value] of update.entries()) {
    if (!Number.isFinite(value)) return `number ${i} is not finite`;
    squares += value * value;
    if (value !== 0) isZero = false;
  }
  if (isZero || (squares >= LEAST_SQUARES && squares <= MOST_SQUARES)) return undefined;
  return `its squared length ${squares} is neither 0 nor between ${LEAST_SQUARES} and ${MOST_SQUARES}`;
}
