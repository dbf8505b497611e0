import { LearningError } from "../LearningError.ts";
import { writeUpdate } from "../writeUpdate.ts";
import { sparsifyUpdate } from "./sparsifyUpdate.ts";
import type { Transmission } from "./Transmission.ts";

export type CompressUpdateParameters = {
  /** New weights − base [P], finite. */
  readonly update: Float64Array;
  /** What earlier rounds left unsent [P]; zeros at first. */
  readonly residual: Float64Array;
  readonly transmission: Transmission;
  /** Part of the residual that is still worth sending, in [0, 1]; 0 is no error feedback. */
  readonly decay?: number;
};

export type CompressedUpdate = {
  /** The file to submit. */
  readonly bytes: Uint8Array;
  /** The update that the file holds [P]: what is scored and aggregated. */
  readonly sent: Float64Array;
  /** What stays unsent [P], for the next round. */
  readonly residual: Float64Array;
};

/**
 * Compresses an update with error feedback (SparseLoCo, Sarfi et al. 2508.15706, algorithm 1): e ← decay · e + update;
 * send Q(TopK(e)); e ← e − sent. Decay 0.95 is theirs.
 * @throws LearningError `LEARNING_SHAPE` for ragged lengths, `LEARNING_BAD_FILE` for numbers that cannot be sent.
 */
export function compressUpdate(parameters: CompressUpdateParameters): CompressedUpdate {
  const { update, transmission, decay = 0.95 } = parameters;
  if (parameters.residual.length !== update.length) {
    const message = `The update has ${update.length} numbers, the residual ${parameters.residual.length}.`;
    throw new LearningError("LEARNING_SHAPE", message, "Start with as many zeros, and keep one residual per model.");
  }
  const wanted = parameters.residual.map((left, i) => decay * left + (update[i] as number));
  for (const [i, value] of wanted.entries()) {
    if (Number.isFinite(value)) continue;
    const message = `Number ${i} of the update with its residual is ${value}.`;
    throw new LearningError("LEARNING_BAD_FILE", message, "Train with a smaller learning rate, or drop the residual.");
  }
  const sent = transmittable(wanted, transmission);
  const residual = wanted.map((value, i) => value - (sent[i] as number));
  return { bytes: writeUpdate(sent, transmission), sent, residual };
}

function transmittable(update: Float64Array, transmission: Transmission): Float64Array {
  if (transmission.kind === "sparse") return sparsifyUpdate(update, transmission);
  return transmission.bits === 64 ? update : Float64Array.from(Float32Array.from(update));
}
