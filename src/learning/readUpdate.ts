import { decodeSafetensors } from "../storage/decodeSafetensors.ts";
import { readSparseUpdate } from "./compression/readSparseUpdate.ts";
import { DEFAULT_TRANSMISSION, type Transmission } from "./compression/Transmission.ts";
import { LearningError } from "./LearningError.ts";
import { notesOf } from "./notesOf.ts";

/**
 * Reads what `writeUpdate` wrote into the dense update [parameters] that is scored and aggregated: never what a
 * contributor says it was before. A privacy record in the file's metadata is left
 * unread; beside it, two files never give the same finite update.
 * @throws SafetensorsError when the bytes are no such file.
 * @throws LearningError `LEARNING_BAD_FILE` when the file is not in the task's transmission or of another length.
 */
export function readUpdate(
  bytes: Uint8Array,
  parameters: number,
  transmission: Transmission = DEFAULT_TRANSMISSION,
): Float64Array {
  if (transmission.kind === "sparse") return readSparseUpdate(bytes, parameters, transmission);
  const { tensors, metadata } = decodeSafetensors(bytes);
  const data = tensors.get("parameters")?.data;
  const isOfType = transmission.bits === 64 ? data instanceof Float64Array : data instanceof Float32Array;
  const shape = tensors.get("parameters")?.shape;
  if (
    tensors.size !== 1 ||
    metadata.size !== notesOf(metadata).size ||
    !isOfType ||
    shape?.length !== 1 ||
    data?.length !== parameters
  ) {
    const message = `The file does not hold exactly one F${transmission.bits} vector "parameters" of ${parameters} numbers.`;
    throw new LearningError(
      "LEARNING_BAD_FILE",
      message,
      "Write updates with writeUpdate and the task's transmission.",
    );
  }
  return Float64Array.from(data as Float64Array | Float32Array);
}
