import { fedAvgM } from "../../src/learning/aggregation/fedAvgM.ts";
import { compressUpdate } from "../../src/learning/compression/compressUpdate.ts";
import type { Transmission } from "../../src/learning/compression/Transmission.ts";
import { createRandom } from "../../src/learning/createRandom.ts";
import { evaluate } from "../../src/learning/evaluate.ts";
import { initializeParameters } from "../../src/learning/initializeParameters.ts";
import { readUpdate } from "../../src/learning/readUpdate.ts";
import { scale } from "../../src/learning/scale.ts";
import { subtract } from "../../src/learning/subtract.ts";
import { sumFrom } from "../../src/learning/sumFrom.ts";
import type { TrainingOptions } from "../../src/learning/TrainingOptions.ts";
import { trainLocally } from "../../src/learning/trainLocally.ts";
import type { World } from "./World.ts";

export type Strategy = {
  readonly transmission: Transmission;
  /** Decay of the error feedback; 0 is none. */
  readonly decay: number;
  /** The server's step on the mean update. */
  readonly outer: { readonly learningRate: number; readonly momentum: number };
};

export type Trained = {
  /** On the test rows, in nats and in [0, 1]. */
  readonly loss: number;
  readonly accuracy: number;
  /** Mean size of the files that a worker sends in a round. */
  readonly bytes: number;
};

/** Trains for `rounds` rounds; what is averaged is what was read back from the files. */
export function trainTogether(
  { network, parts, test }: World,
  { transmission, decay, outer }: Strategy,
  { training, rounds, seed }: { readonly training: TrainingOptions; readonly rounds: number; readonly seed: number },
): Trained {
  let base = initializeParameters(network, createRandom(seed, 83));
  let momentum: Float64Array = new Float64Array(base.length);
  const residuals = parts.map(() => new Float64Array(base.length));
  let bytes = 0;
  for (let round = 0; round < rounds; round++) {
    const received = parts.map((part, worker) => {
      const trained = trainLocally(network, base, part, training, createRandom(seed, 84, round, worker));
      const residual = residuals[worker] as Float64Array;
      const compressed = compressUpdate({ update: subtract(trained, base), residual, transmission, decay });
      residuals[worker] = Float64Array.from(compressed.residual);
      bytes += compressed.bytes.length;
      return scale(readUpdate(compressed.bytes, base.length, transmission), 1 / parts.length);
    });
    const mean = sumFrom(new Float64Array(base.length), received);
    const step = fedAvgM({ ...outer, isNesterov: true })(mean, momentum);
    momentum = step.state;
    base = sumFrom(base, [step.change]);
  }
  const { loss, accuracy } = evaluate(network, base, test);
  return { loss, accuracy, bytes: bytes / rounds / parts.length };
}
