import type { Examples } from "../Examples.ts";
import { lossAndGradient } from "../lossAndGradient.ts";
import type { Network } from "../Network.ts";
import { norm } from "../norm.ts";

export type AddClippedGradientParameters = {
  readonly network: Network;
  readonly parameters: Float64Array;
  readonly examples: Examples;
  readonly row: number;
  readonly clipNorm: number;
};

/**
 * Adds g · min(1, C / |g|) to `sum` [P] in place, g being the gradient of one row's loss and C the clip norm. The row is
 * passed alone: a factor that depends on other rows would let a row act beyond its own clipped gradient.
 */
export function addClippedGradient(
  sum: Float64Array,
  { network, parameters, examples, row, clipNorm }: AddClippedGradientParameters,
): void {
  const { width, features, labels, targets } = examples;
  const outputs = network.widths[network.widths.length - 1] as number;
  const { gradient } = lossAndGradient(network, parameters, {
    width,
    features: features.subarray(row * width, (row + 1) * width),
    labels: labels.subarray(row, row + 1),
    ...(targets === undefined ? {} : { targets: targets.subarray(row * outputs, (row + 1) * outputs) }),
  });
  const length = norm(gradient);
  // A gradient that overflowed would carry its row past any noise.
  if (!(length < Infinity)) return;
  const factor = length > clipNorm ? clipNorm / length : 1;
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + factor * (gradient[i] as number);
}
