import type { TrainingOptions } from "./TrainingOptions.ts";

/** Changes `parameters` in place by one step along `gradient`. */
export type OptimizerStep = (parameters: Float64Array, gradient: Float64Array) => void;

/** SGD with heavy-ball momentum (Polyak 1964), or AdamW (Loshchilov and Hutter 2019, algorithm 2); state starts at zero. */
export function createOptimizer(
  count: number,
  { optimizer, learningRate, weightDecay }: TrainingOptions,
): OptimizerStep {
  const decay = 1 - learningRate * weightDecay;
  const first = new Float64Array(count);
  if (optimizer.kind === "sgd") {
    return (parameters, gradient) => {
      for (let i = 0; i < count; i++) {
        const velocity = optimizer.momentum * (first[i] as number) + (gradient[i] as number);
        first[i] = velocity;
        parameters[i] = (parameters[i] as number) * decay - learningRate * velocity;
      }
    };
  }
  const { beta1, beta2, epsilon } = optimizer;
  const second = new Float64Array(count);
  let power1 = 1;
  let power2 = 1;
  return (parameters, gradient) => {
    power1 *= beta1;
    power2 *= beta2;
    for (let i = 0; i < count; i++) {
      const g = gradient[i] as number;
      const m = beta1 * (first[i] as number) + (1 - beta1) * g;
      const v = beta2 * (second[i] as number) + (1 - beta2) * g * g;
      first[i] = m;
      second[i] = v;
      const step = m / (1 - power1) / (Math.sqrt(v / (1 - power2)) + epsilon);
      parameters[i] = (parameters[i] as number) * decay - learningRate * step;
    }
  };
}
