import { encodeSafetensors } from "../storage/encodeSafetensors.ts";
import { DEFAULT_TRANSMISSION, type Transmission } from "./compression/Transmission.ts";
import { writeSparseUpdate } from "./compression/writeSparseUpdate.ts";
import { LearningError } from "./LearningError.ts";
import { writeParameters } from "./writeParameters.ts";

/**
 * An update [P] as the one file with that content in the task's transmission, without loss: `compressUpdate` makes the
 * update that can be written. `notes` may hold the privacy record of `writePrivacyRecord`.
 * @throws LearningError `LEARNING_BAD_FILE` when the update holds a number that the transmission cannot write.
 */
export function writeUpdate(
  update: Float64Array,
  transmission: Transmission = DEFAULT_TRANSMISSION,
  notes?: ReadonlyMap<string, string>,
): Uint8Array {
  if (transmission.kind === "sparse") return writeSparseUpdate(update, transmission, notes);
  if (transmission.bits === 64) return writeParameters(update, notes);
  const data = Float32Array.from(update);
  for (const [i, value] of update.entries()) {
    if (Object.is(data[i], value)) continue;
    const message = `Number ${i} of the update is ${value}, which is not a float32.`;
    throw new LearningError("LEARNING_BAD_FILE", message, "Write what compressUpdate made of the update.");
  }
  return encodeSafetensors(new Map([["parameters", { shape: [data.length], data }]]), notes);
}
