import type { Random } from "./createRandom.ts";
import type { Network } from "./Network.ts";
import { parameterCount } from "./parameterCount.ts";

/**
 * Uniform hidden weights with variance 2 / inputs for ReLU (He et al. 2015, eq. 10) and 1 / inputs for tanh (LeCun et al.
 * 1998, eq. 16); the last layer and all biases are zero, so an untrained model gives every class the same probability, or
 * predicts 0: its loss is ln(classes) on every row, and a first round's gain is not blurred by the luck of the start.
 */
export function initializeParameters(network: Network, random: Random): Float64Array {
  const parameters = new Float64Array(parameterCount(network));
  let at = 0;
  for (let l = 1; l < network.widths.length - 1; l++) {
    const inputs = network.widths[l - 1] as number;
    const outputs = network.widths[l] as number;
    const bound = Math.sqrt((network.activation === "tanh" ? 3 : 6) / inputs);
    for (let i = 0; i < inputs * outputs; i++) parameters[at + i] = (2 * random.uniform() - 1) * bound;
    at += outputs * (inputs + 1);
  }
  return parameters;
}
