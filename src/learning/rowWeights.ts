import type { Examples } from "./Examples.ts";
import type { Network } from "./Network.ts";

/**
 * The factor of each row's loss under class weights, w(label) · rows / Σ w(label), so that the factors average 1;
 * undefined without class weights, when all would be 1.
 */
export function rowWeights({ classWeights }: Network, { labels }: Examples): Float64Array | undefined {
  if (classWeights === undefined) return undefined;
  const weights = Float64Array.from(labels, (label) => classWeights[label] as number);
  let sum = 0;
  for (const weight of weights) sum += weight;
  for (let row = 0; row < weights.length; row++) {
    weights[row] = ((weights[row] as number) * weights.length) / sum;
  }
  return weights;
}
