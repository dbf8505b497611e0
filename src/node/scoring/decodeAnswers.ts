import { BaseError } from "../../errors/BaseError.ts";
import type { UpdateAnswer } from "../../scoring/UpdateQuestion.ts";
import { decodeSafetensors } from "../../storage/decodeSafetensors.ts";

/**
 * Reads what `encodeAnswers` wrote about `count` files.
 * @throws SafetensorsError when the bytes are no such file. @throws BaseError `SCORING_ANSWER_INVALID` when it is about
 * other files.
 */
export function decodeAnswers(bytes: Uint8Array, count: number): UpdateAnswer[] {
  const { tensors, metadata } = decodeSafetensors(bytes);
  const answers: UpdateAnswer[] = [];
  for (let index = 0; index < count; index++) {
    const defect = metadata.get(String(index));
    const numbers = tensors.get(String(index))?.data;
    if (defect !== undefined && numbers === undefined) answers.push({ defect });
    if (defect === undefined && numbers instanceof Float64Array) answers.push({ numbers });
  }
  if (answers.length === count && tensors.size + metadata.size === count) return answers;
  throw new BaseError("SCORING_ANSWER_INVALID", `A scoring worker's answers are not about ${count} files.`, {
    remedy: "Nothing was scored. Let every worker run the version of the oracle.",
  });
}
