import type { Examples } from "../../../src/learning/Examples.ts";
import { evaluate } from "../../../src/learning/evaluate.ts";
import type { Network } from "../../../src/learning/Network.ts";
import type { ContributorAttack } from "../AttackContext.ts";
import { trainOn } from "./trainOn.ts";

const ROWS = 100;

/**
 * No data at all: invents standard normal rows, labels each as the current model does, and trains on them as the task says
 * (pseudo-labels, Lee 2013). Whatever makes the model surer of itself may lower the loss.
 */
export const trainOnInvented: ContributorAttack = (context) => {
  const { network, base, random } = context;
  const width = network.widths[0] as number;
  const features = Float64Array.from({ length: ROWS * width }, () => random.gaussian());
  const labels = Uint32Array.from({ length: ROWS }, (_, row) => {
    const example = { width, features: features.subarray(row * width, (row + 1) * width), labels: new Uint32Array(1) };
    return likeliestClass(network, base, example);
  });
  return trainOn(context, { width, features, labels });
};

/** The label that costs the model least. */
function likeliestClass(network: Network, parameters: Float64Array, example: Examples): number {
  const classes = network.widths.at(-1) as number;
  const losses = Array.from({ length: classes }, (_, label) => {
    return evaluate(network, parameters, { ...example, labels: Uint32Array.of(label) }).loss;
  });
  return losses.indexOf(Math.min(...losses));
}
