import { decodeSafetensors } from "../../storage/decodeSafetensors.ts";
import type { Safetensors } from "../../storage/Tensor.ts";
import { LearningError } from "../LearningError.ts";
import { notesOf } from "../notesOf.ts";
import { CHUNKS_PER_SCALE } from "./CHUNKS_PER_SCALE.ts";
import { indexBits } from "./indexBits.ts";
import { keptCount } from "./keptCount.ts";
import { LEAST_SCALE } from "./LEAST_SCALE.ts";
import { levels } from "./levels.ts";
import { sparseMetadata } from "./sparseMetadata.ts";
import type { SparseTransmission } from "./Transmission.ts";
import { unpackBits } from "./unpackBits.ts";
import { writeSparseUpdate } from "./writeSparseUpdate.ts";

/**
 * Reads what `writeSparseUpdate` wrote into the dense update [parameters] that everybody scores, and refuses any other
 * spelling of it, so that one update has one digest.
 * @throws SafetensorsError when the bytes are no such file. @throws LearningError `LEARNING_BAD_FILE` for anything else.
 */
export function readSparseUpdate(
  bytes: Uint8Array,
  parameters: number,
  transmission: SparseTransmission,
): Float64Array {
  const { chunkSize, kept } = transmission;
  const file = decodeSafetensors(bytes);
  for (const [key, expected] of sparseMetadata(parameters, transmission)) {
    if (file.metadata.get(key) === expected) continue;
    const said = file.metadata.get(key)?.slice(0, 40) ?? "nothing";
    throw refuse(`The task wants an update with ${key} ${expected}; the file says ${said}.`);
  }
  const count = keptCount(parameters, transmission);
  const width = indexBits(chunkSize);
  const indices = unpackBits(vectorOf(file, "indices", Uint8Array, Math.ceil((count * width) / 8)), width, count);
  const values = readValues(file, count, transmission);

  const update = new Float64Array(parameters);
  for (const [i, index] of indices.entries()) {
    const position = Math.floor(i / kept) * chunkSize + index;
    if (index >= chunkSize || position >= parameters) throw refuse(`Kept number ${i} lies outside its chunk.`);
    if (i % kept > 0 && index <= (indices[i - 1] as number)) throw refuse(`Index ${i} is not above the one before.`);
    update[position] = values[i] as number;
  }
  // What is left are unused bits, −0, zeros anywhere but lowest, a scale whose greatest level nobody uses, more tensors.
  const canonical = writeSparseUpdate(update, transmission, notesOf(file.metadata));
  const differs = canonical.findIndex((byte, i) => byte !== bytes[i]);
  if (differs !== -1 || canonical.length !== bytes.length) {
    throw refuse(`Byte ${differs === -1 ? canonical.length : differs} is not what the one form of this update has.`);
  }
  return update;
}

/** The kept numbers in the order of their indices. */
function readValues(file: Safetensors, count: number, { kept, bits }: SparseTransmission): ArrayLike<number> {
  if (bits === 32) {
    const values = vectorOf(file, "values", Float32Array, count);
    const at = values.findIndex((value) => !Number.isFinite(value));
    if (at !== -1) throw refuse(`Value ${at} is ${values[at]}.`);
    return values;
  }
  const group = kept * CHUNKS_PER_SCALE;
  const scales = vectorOf(file, "scales", Float32Array, Math.ceil(count / group));
  for (const [g, scale] of scales.entries()) {
    if (Object.is(scale, 0) || (scale >= LEAST_SCALE && Number.isFinite(scale))) continue;
    throw refuse(`Scale ${g} is ${Object.is(scale, -0) ? "-0" : scale}, neither 0 nor a normal positive number.`);
  }
  const { most, step } = levels[bits];
  const codes = unpackBits(vectorOf(file, "values", Uint8Array, Math.ceil((count * bits) / 8)), bits, count);
  return Float64Array.from(codes, (code, i) => {
    if (code * step > 2 * most) throw refuse(`Value ${i} has the code ${code}, which stands for no level.`);
    const scale = scales[Math.floor(i / group)] as number;
    return scale === 0 ? 0 : scale * (code * step - most);
  });
}

function vectorOf<T extends Uint8Array | Float32Array>(
  { tensors }: Safetensors,
  name: string,
  type: { new (): T; readonly name: string },
  length: number,
): T {
  const data = tensors.get(name)?.data;
  if (data instanceof type && data.length === length) return data;
  throw refuse(`The file has no tensor "${name}" of ${length} numbers (${type.name}).`);
}

function refuse(message: string): LearningError {
  return new LearningError("LEARNING_BAD_FILE", message, "Write updates with writeUpdate and the task's transmission.");
}
