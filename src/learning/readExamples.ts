import { decodeSafetensors } from "../storage/decodeSafetensors.ts";
import type { Examples } from "./Examples.ts";
import { LearningError } from "./LearningError.ts";

/**
 * Reads what `writeExamples` wrote.
 * @throws SafetensorsError when the bytes are no such file. @throws LearningError when it holds something else.
 */
export function readExamples(bytes: Uint8Array): Examples {
  const { tensors, metadata } = decodeSafetensors(bytes);
  const features = tensors.get("features");
  const labels = tensors.get("labels");
  const [rows, width] = features?.shape ?? [];
  if (
    tensors.size !== 2 ||
    metadata.size !== 0 ||
    !(features?.data instanceof Float64Array) ||
    !(labels?.data instanceof Uint32Array) ||
    features.shape.length !== 2 ||
    labels.shape.length !== 1 ||
    width === undefined ||
    labels.data.length !== rows
  ) {
    throw new LearningError(
      "LEARNING_BAD_FILE",
      'The file does not hold "features" [rows, width] F64 and "labels" [rows] U32.',
      "Write slices with writeExamples.",
    );
  }
  return { width, features: features.data, labels: labels.data };
}
