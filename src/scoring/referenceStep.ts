import { createRandom } from "../learning/createRandom.ts";
import type { Examples } from "../learning/Examples.ts";
import type { Network } from "../learning/Network.ts";
import { subtract } from "../learning/subtract.ts";
import type { TrainingOptions } from "../learning/TrainingOptions.ts";
import { trainLocally } from "../learning/trainLocally.ts";

export type ReferenceStepParameters = {
  readonly network: Network;
  /** The weights that the round starts from. */
  readonly base: Float64Array;
  /** The sponsor's root slice. */
  readonly root: Examples;
  readonly training: TrainingOptions;
  /** Declared by the task, unsigned 32 bits. */
  readonly seed: number;
};

/** g0: the update that training on the root slice gives, the way the task declares it. */
export function referenceStep({ network, base, root, training, seed }: ReferenceStepParameters): Float64Array {
  return subtract(trainLocally(network, base, root, training, createRandom(seed)), base);
}
