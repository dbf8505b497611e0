import { decodeSafetensors } from "../storage/decodeSafetensors.ts";
import { LearningError } from "./LearningError.ts";

const TENSOR = "parameters";

/**
 * Reads what `writeParameters` wrote. Shape [P], F64; values are not judged here.
 * @throws SafetensorsError when the bytes are no such file. @throws LearningError when it holds something else.
 */
export function readParameters(bytes: Uint8Array): Float64Array {
  const { tensors, metadata } = decodeSafetensors(bytes);
  const tensor = tensors.get(TENSOR);
  if (
    tensors.size !== 1 ||
    metadata.size !== 0 ||
    tensor?.shape.length !== 1 ||
    !(tensor.data instanceof Float64Array)
  ) {
    throw new LearningError(
      "LEARNING_BAD_FILE",
      `The file does not hold exactly one F64 vector "${TENSOR}".`,
      "Write updates and weights with writeParameters.",
    );
  }
  return tensor.data;
}
