import { encodeSafetensors } from "../../storage/encodeSafetensors.ts";
import type { Tensor } from "../../storage/Tensor.ts";
import { LearningError } from "../LearningError.ts";
import { CHUNKS_PER_SCALE } from "./CHUNKS_PER_SCALE.ts";
import { indexBits } from "./indexBits.ts";
import { keptPositions } from "./keptPositions.ts";
import { LEAST_SCALE } from "./LEAST_SCALE.ts";
import { levels } from "./levels.ts";
import { packBits } from "./packBits.ts";
import { sparseMetadata } from "./sparseMetadata.ts";
import type { SparseTransmission } from "./Transmission.ts";

/**
 * Writes an update [P] that `sparsifyUpdate` made, without any loss, as the one file with that content
 * (docs/communication.md): positions in ascending order, the greatest level in use, zeros for what is unused.
 * @throws LearningError `LEARNING_BAD_FILE` when the update holds a number that the format cannot.
 */
export function writeSparseUpdate(
  update: Float64Array,
  transmission: SparseTransmission,
  notes: ReadonlyMap<string, string> = new Map(),
): Uint8Array {
  const { chunkSize, kept, bits } = transmission;
  for (const [i, value] of update.entries()) if (!Number.isFinite(value)) throw unwritable(update, i);
  const positions = keptPositions(update, transmission);
  const values = Float64Array.from(positions, (position) => update[position] as number);
  for (let i = 0, next = 0; i < update.length; i++) {
    if (positions[next] === i) next++;
    else if (update[i] !== 0) throw unwritable(update, i);
  }
  const indices = packBits(
    positions.map((position) => position % chunkSize),
    indexBits(chunkSize),
  );
  const tensors = new Map<string, Tensor>([["indices", vector(indices)]]);
  if (bits === 32) {
    // Adding 0 turns −0 into 0.
    const written = Float32Array.from(values, (value) => value + 0);
    for (const [i, value] of written.entries()) {
      if (value !== values[i]) throw unwritable(update, positions[i] as number);
    }
    tensors.set("values", vector(written));
  } else {
    const { most, step } = levels[bits];
    const group = kept * CHUNKS_PER_SCALE;
    const scales = new Float32Array(Math.ceil(values.length / group));
    const codes = new Uint8Array(values.length);
    for (const [g] of scales.entries()) {
      let greatest = 0;
      for (const value of values.subarray(g * group, (g + 1) * group)) greatest = Math.max(greatest, Math.abs(value));
      scales[g] = greatest / most;
    }
    for (const [i, value] of values.entries()) {
      const scale = scales[Math.floor(i / group)] as number;
      const code = scale === 0 ? 0 : (value / scale + most) / step;
      codes[i] = code;
      const isLevel = codes[i] === code && code * step <= 2 * most && scale * (code * step - most) === value;
      if (scale === 0 ? value !== 0 : scale < LEAST_SCALE || !isLevel) {
        throw unwritable(update, positions[i] as number);
      }
    }
    tensors.set("scales", vector(scales));
    tensors.set("values", vector(packBits(codes, bits)));
  }
  return encodeSafetensors(tensors, new Map([...sparseMetadata(update.length, transmission), ...notes]));
}

function vector<T extends Uint8Array | Float32Array>(data: T): Tensor {
  return { shape: [data.length], data };
}

function unwritable(update: Float64Array, position: number): LearningError {
  const message = `Number ${position} of the update is ${update[position]}, which the task's transmission cannot write.`;
  return new LearningError("LEARNING_BAD_FILE", message, "Write what compressUpdate made of the update.");
}
