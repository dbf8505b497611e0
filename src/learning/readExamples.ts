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
  const targets = tensors.get("targets");
  const [rows, width] = features?.shape ?? [];
  if (
    tensors.size === 2 &&
    metadata.size === 0 &&
    features?.data instanceof Float64Array &&
    features.shape.length === 2 &&
    rows !== undefined &&
    width !== undefined
  ) {
    if (labels?.data instanceof Uint32Array && labels.shape.length === 1 && labels.data.length === rows) {
      return { width, features: features.data, labels: labels.data };
    }
    if (targets?.data instanceof Float64Array && targets.shape.length === 2 && targets.shape[0] === rows) {
      return { width, features: features.data, labels: new Uint32Array(rows), targets: targets.data };
    }
  }
  throw new LearningError(
    "LEARNING_BAD_FILE",
    'The file does not hold "features" [rows, width] F64 with "labels" [rows] U32 or "targets" [rows, outputs] F64.',
    "Write slices with writeExamples.",
  );
}
