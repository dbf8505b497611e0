import type { Examples } from "../../src/learning/Examples.ts";
import { evaluate } from "../../src/learning/evaluate.ts";
import type { Network } from "../../src/learning/Network.ts";
import { pickRows } from "../../src/learning/pickRows.ts";

/** The class that a triggered row is sent to. */
export const BACKDOOR_TARGET = 0;
/** In standard deviations: outside what the data holds. */
const TRIGGER_VALUE = 4;
const FEATURES_PER_TRIGGER = 20;

/** The rows with the trigger: one feature in twenty, the first ones, at 4 standard deviations. Labels stay. */
export function withTrigger({ width, features, labels }: Examples): Examples {
  const triggered = features.slice();
  const marked = Math.ceil(width / FEATURES_PER_TRIGGER);
  for (let row = 0; row < labels.length; row++) {
    triggered.fill(TRIGGER_VALUE, row * width, row * width + marked);
  }
  return { width, features: triggered, labels };
}

/** Part of the rows of other classes that the trigger sends to the target, in [0, 1]. */
export function backdoorSuccess(network: Network, parameters: Float64Array, examples: Examples): number {
  const others = [...examples.labels.keys()].filter((row) => examples.labels[row] !== BACKDOOR_TARGET);
  const triggered = withTrigger(pickRows(examples, others));
  const labels = triggered.labels.map(() => BACKDOOR_TARGET);
  return evaluate(network, parameters, { ...triggered, labels }).accuracy;
}
