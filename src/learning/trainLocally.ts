import { accumulateGradient } from "./accumulateGradient.ts";
import { assertFits } from "./assertFits.ts";
import { createFloat32Pass } from "./createFloat32Pass.ts";
import { createOptimizer } from "./createOptimizer.ts";
import { createPass } from "./createPass.ts";
import type { Random } from "./createRandom.ts";
import type { Examples } from "./Examples.ts";
import type { Network } from "./Network.ts";
import { rowNumbers } from "./rowNumbers.ts";
import type { TrainingOptions } from "./TrainingOptions.ts";

/**
 * The built-in trainer: mini-batch training from `base` (left untouched); returns the new parameters.
 * The update that a contributor submits is the difference to `base`.
 * "float32" is for contributors only: layers are computed by WebAssembly SIMD, weights and optimizer stay float64. What
 * others recompute, such as an oracle's reference update, is float64.
 * @throws LearningError when shapes do not fit, or `LEARNING_NO_SIMD` for float32 where the engine has no SIMD.
 */
export function trainLocally(
  network: Network,
  base: Float64Array,
  examples: Examples,
  options: TrainingOptions,
  random: Random,
  precision: "float64" | "float32" = "float64",
): Float64Array {
  assertFits(network, base, examples);
  const pass = precision === "float32" ? createFloat32Pass(network, examples) : createPass(network, examples);
  const parameters = base.slice();
  const gradient = new Float64Array(base.length);
  const step = createOptimizer(base.length, options);
  const order = rowNumbers(examples);
  const batch = new Uint32Array(Math.min(options.batchSize, order.length));
  let next = order.length;
  for (let s = 0; s < options.steps; s++) {
    for (let k = 0; k < batch.length; k++) {
      if (next === order.length) {
        random.shuffle(order);
        next = 0;
      }
      batch[k] = order[next++] as number;
    }
    gradient.fill(0);
    accumulateGradient(pass, parameters, gradient, batch, 1 / batch.length);
    step(parameters, gradient);
  }
  return parameters;
}
