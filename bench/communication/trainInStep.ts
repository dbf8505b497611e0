import { createOptimizer } from "../../src/learning/createOptimizer.ts";
import { createRandom } from "../../src/learning/createRandom.ts";
import { evaluate } from "../../src/learning/evaluate.ts";
import { initializeParameters } from "../../src/learning/initializeParameters.ts";
import { lossAndGradient } from "../../src/learning/lossAndGradient.ts";
import { pickRows } from "../../src/learning/pickRows.ts";
import { scale } from "../../src/learning/scale.ts";
import { sumFrom } from "../../src/learning/sumFrom.ts";
import type { TrainingOptions } from "../../src/learning/TrainingOptions.ts";
import { writeUpdate } from "../../src/learning/writeUpdate.ts";
import type { Trained } from "./trainTogether.ts";
import type { World } from "./World.ts";

/** What compression is compared with: every worker sends a dense float32 gradient in every step. `bytes` is per round. */
export function trainInStep(
  { network, parts, test }: World,
  { training, rounds, seed }: { readonly training: TrainingOptions; readonly rounds: number; readonly seed: number },
): Trained {
  const parameters = initializeParameters(network, createRandom(seed, 83));
  const step = createOptimizer(parameters.length, training);
  const random = createRandom(seed, 85);
  const orders = parts.map(({ labels }) => [...labels.keys()]);
  let bytes = 0;
  for (let s = 0; s < rounds * training.steps; s++) {
    const gradients = parts.map((part, worker) => {
      const rows = random.shuffle(orders[worker] as number[]).slice(0, training.batchSize);
      const { gradient } = lossAndGradient(network, parameters, pickRows(part, rows));
      const sent = Float64Array.from(Float32Array.from(gradient));
      bytes += writeUpdate(sent, { kind: "dense", bits: 32 }).length;
      return scale(sent, 1 / parts.length);
    });
    step(parameters, sumFrom(new Float64Array(parameters.length), gradients));
  }
  const { loss, accuracy } = evaluate(network, parameters, test);
  return { loss, accuracy, bytes: bytes / rounds / parts.length };
}
