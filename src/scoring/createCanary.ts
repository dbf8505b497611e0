import { createRandom } from "../learning/createRandom.ts";
import { norm } from "../learning/norm.ts";
import { scale } from "../learning/scale.ts";

/** Why a canary is worth nothing: it is empty, it points against the root slice, or it is noise. */
export type CanaryKind = "empty" | "opposed" | "noise";

export type CreateCanaryParameters = {
  readonly kind: CanaryKind;
  /** g0 of the round, see `referenceStep`: known to the sponsor while the slices are hidden. */
  readonly reference: Float64Array;
  /** Unsigned 32 bits, the canary's own secret. */
  readonly seed: number;
};

/**
 * An update that earns exactly 0 from every oracle that computes its scores. A sponsor commits it like any contributor's,
 * under an account that nobody knows to be its own; an oracle that guesses, splits evenly or copies an earlier round
 * pays it (`canaryFaults`). All but the empty one have the length of g0; noise needs a network of 64 parameters to be told.
 */
export function createCanary({ kind, reference, seed }: CreateCanaryParameters): Float64Array {
  if (kind === "empty") return new Float64Array(reference.length);
  if (kind === "opposed") {
    // A little noise of its own: two canaries, or two rounds, must not look alike.
    return addNoise(scale(reference, -1), reference, 0.2, seed);
  }
  return addNoise(new Float64Array(reference.length), reference, 1, seed);
}

function addNoise(update: Float64Array, reference: Float64Array, part: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const size = (part * norm(reference)) / Math.sqrt(update.length);
  return update.map((value) => value + size * random.gaussian());
}
