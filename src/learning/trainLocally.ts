import { assertFits } from "./assertFits.ts";
import { createOptimizer } from "./createOptimizer.ts";
import { createPass } from "./createPass.ts";
import type { Random } from "./createRandom.ts";
import type { Examples } from "./Examples.ts";
import type { Network } from "./Network.ts";
import type { TrainingOptions } from "./TrainingOptions.ts";

/**
 * The built-in trainer: mini-batch training from `base` (left untouched); returns the new parameters.
 * The update that a contributor submits is the difference to `base`.
 * @throws LearningError when shapes do not fit.
 */
export function trainLocally(
  network: Network,
  base: Float64Array,
  examples: Examples,
  options: TrainingOptions,
  random: Random,
): Float64Array {
  assertFits(network, base, examples);
  const pass = createPass(network);
  const parameters = base.slice();
  const gradient = new Float64Array(base.length);
  const step = createOptimizer(base.length, options);
  const rows = examples.labels.length;
  const batch = Math.min(options.batchSize, rows);
  const order = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) order[row] = row;
  let next = rows;
  for (let s = 0; s < options.steps; s++) {
    gradient.fill(0);
    for (let k = 0; k < batch; k++) {
      if (next === rows) {
        random.shuffle(order);
        next = 0;
      }
      const row = order[next++] as number;
      pass.forward(parameters, examples, row);
      pass.backward(parameters, gradient, examples.labels[row] as number, 1 / batch);
    }
    step(parameters, gradient);
  }
  return parameters;
}
