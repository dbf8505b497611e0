import type { Random } from "../../../src/learning/createRandom.ts";
import { norm } from "../../../src/learning/norm.ts";

/** `update` plus Gaussian noise whose expected length is `part` of the update's. */
export function addNoise(update: Float64Array, part: number, random: Random): Float64Array {
  const deviation = (part * norm(update)) / Math.sqrt(update.length);
  return update.map((value) => value + deviation * random.gaussian());
}
