import type { TrainingOptions } from "./TrainingOptions.ts";

/** Changes `parameters` in place by one step along `gradient`. */
export type OptimizerStep = (parameters: Float64Array, gradient: Float64Array) => void;

/**
 * One of the optimizers below; their state starts at zero. θ is first shrunk by the decoupled weight decay.
 * - sgd: heavy-ball momentum, v = μv + g, θ −= ηv (Polyak 1964).
 * - nesterov: v = μv + g, θ −= η(g + μv) (Sutskever et al. 2013, eqs. 3–4, in the point where the gradient is taken).
 * - adamw: Loshchilov and Hutter 2019, algorithm 2.
 */
export function createOptimizer(
  count: number,
  { optimizer, learningRate, weightDecay }: TrainingOptions,
): OptimizerStep {
  const decay = 1 - learningRate * weightDecay;
  const first = new Float64Array(count);
  if (optimizer.kind !== "adamw") {
    const { kind, momentum } = optimizer;
    return (parameters, gradient) => {
      for (let i = 0; i < count; i++) {
        const g = gradient[i] as number;
        const velocity = momentum * (first[i] as number) + g;
        first[i] = velocity;
        const step = kind === "nesterov" ? g + momentum * velocity : velocity;
        parameters[i] = (parameters[i] as number) * decay - learningRate * step;
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
