import { LearningError } from "../../learning/LearningError.ts";

/**
 * Checks that term `i` can be added to weights of `length` parameters.
 * @throws LearningError `LEARNING_SHAPE`.
 */
export function assertTermFits(term: Float64Array, i: number, length: number): void {
  if (term.length === length) return;
  const message = `Term ${i} has ${term.length} numbers; the network has ${length} parameters.`;
  throw new LearningError("LEARNING_SHAPE", message, "Leave out updates that do not fit before attributing.");
}
