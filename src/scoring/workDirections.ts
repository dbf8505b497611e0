import type { Examples } from "../learning/Examples.ts";
import { lossAndGradient } from "../learning/lossAndGradient.ts";
import type { Network } from "../learning/Network.ts";
import { pickRows } from "../learning/pickRows.ts";

export type WorkDirectionsParameters = {
  readonly network: Network;
  readonly base: Float64Array;
  /** The step that training on the root slice takes from the base. */
  readonly reference: Float64Array;
  readonly root: Examples;
  readonly validation: Examples;
};

/** Where on the way from the base to the reference gradients are taken. */
const POINTS = [0, 0.5, 1];

/**
 * Directions that training on the task's data takes and noise does not: the reference step; the gradient of every class
 * of both slices at three points of it; the gradient of every row of both slices at the base. One vector at a time, each
 * of the length of the base.
 */
export function* workDirections(parameters: WorkDirectionsParameters): Generator<Float64Array> {
  const { network, base, reference, root, validation } = parameters;
  yield reference;
  const groups = [root, validation].flatMap(rowsByClass);
  for (const part of POINTS) {
    const point = base.map((value, p) => value + part * (reference[p] as number));
    for (const group of groups) yield lossAndGradient(network, point, group).gradient;
  }
  for (let row = 0; row < Math.max(root.labels.length, validation.labels.length); row++) {
    for (const slice of [root, validation]) {
      if (row < slice.labels.length) yield lossAndGradient(network, base, pickRows(slice, [row])).gradient;
    }
  }
}

function rowsByClass(examples: Examples): Examples[] {
  const rows = new Map<number, number[]>();
  for (const [row, label] of examples.labels.entries()) {
    const group = rows.get(label);
    if (group === undefined) rows.set(label, [row]);
    else group.push(row);
  }
  return [...rows].sort(([a], [b]) => a - b).map(([, group]) => pickRows(examples, group));
}
