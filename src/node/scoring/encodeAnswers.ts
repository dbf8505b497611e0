import type { UpdateAnswer } from "../../scoring/UpdateQuestion.ts";
import { encodeSafetensors } from "../../storage/encodeSafetensors.ts";
import type { Tensor } from "../../storage/Tensor.ts";

/** Answers as the one file with these bits, for the way between machines; see `decodeAnswers`. */
export function encodeAnswers(answers: readonly UpdateAnswer[]): Uint8Array {
  const tensors = new Map<string, Tensor>();
  const defects = new Map<string, string>();
  for (const [index, { numbers, defect }] of answers.entries()) {
    if (numbers === undefined) defects.set(String(index), defect);
    else tensors.set(String(index), { shape: [numbers.length], data: numbers });
  }
  return encodeSafetensors(tensors, defects);
}
