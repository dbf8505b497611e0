import { RetryableError } from "../errors/RetryableError.ts";
import type { UpdateAnswer } from "./UpdateQuestion.ts";

/**
 * The numbers of an update that was usable before. Scored without it, the round would have two different results.
 * @throws RetryableError `UPDATE_GONE`.
 */
export function requireNumbers({ numbers }: UpdateAnswer, index: number): Float64Array {
  if (numbers !== undefined) return numbers;
  throw new RetryableError("UPDATE_GONE", `Update ${index} was readable, and is not any more.`, {
    remedy: "Score the round again once its store answers, or keep a copy of every update that was read.",
  });
}
