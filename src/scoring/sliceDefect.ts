import { createRandom } from "../learning/createRandom.ts";
import type { Examples } from "../learning/Examples.ts";
import { evaluate } from "../learning/evaluate.ts";
import { initializeParameters } from "../learning/initializeParameters.ts";
import type { Network } from "../learning/Network.ts";
import { pickRows } from "../learning/pickRows.ts";
import type { TrainingOptions } from "../learning/TrainingOptions.ts";
import { trainLocally } from "../learning/trainLocally.ts";

export type SliceDefectParameters = {
  readonly network: Network;
  readonly slice: Examples;
  readonly training: TrainingOptions;
  /** Seed of the learnability check, unsigned 32 bits, declared by the task. */
  readonly seed: number;
};

const FOLDS = 4;
/** One-sided 1 in 1000, and how far above guessing labels must stay possible: void only when both say "nothing there". */
const DEVIATIONS = 3.09;
const LEAST_SIGNAL = 0.1;

/**
 * Why an oracle calls a slice void, or undefined. Calling a slice void takes the sponsor's pot, so only what is beyond
 * doubt counts: a wrong shape, numbers that are not finite, a class without rows, features that never vary, mostly equal
 * rows with different labels; or labels that cannot be predicted, shown by enough rows that 4-fold cross-validated
 * accuracy, plus 3.09 standard errors, stays within 0.1 of guessing. A small or a noisy slice is not void.
 */
export function sliceDefect(parameters: SliceDefectParameters): string | undefined {
  const { network, slice } = parameters;
  const width = network.widths[0] as number;
  const classes = network.widths[network.widths.length - 1] as number;
  const rows = slice.labels.length;
  if (slice.width !== width || slice.features.length !== rows * width)
    return `rows have ${slice.width} features, not ${width}`;
  if (rows === 0) return "no rows";
  for (const value of slice.features) if (!Number.isFinite(value)) return "a feature is not a finite number";
  if (network.loss === "squared") return targetDefect(slice, classes);
  if (slice.targets !== undefined) return "rows have targets, where the task wants classes";
  const counts = new Uint32Array(classes);
  for (const label of slice.labels) {
    if (label >= classes) return `label ${label} is not one of ${classes} classes`;
    counts[label] = (counts[label] as number) + 1;
  }
  const missing = counts.indexOf(0);
  if (missing >= 0) return `class ${missing} has no row`;
  const contradictions = contradictionPart(slice);
  if (contradictions > 0.5) return `${Math.round(100 * contradictions)} % of the rows equal a row of another class`;
  return unlearnable(parameters, counts);
}

/** What makes the targets of a regression worthless: nothing but their shape and that they never vary is beyond doubt. */
function targetDefect({ labels, targets }: Examples, outputs: number): string | undefined {
  if (targets?.length !== labels.length * outputs) return `rows do not have ${outputs} targets each`;
  if (!targets.every(Number.isFinite)) return "a target is not a finite number";
  const isConstant = targets.every((target, i) => target === targets[i % outputs]);
  return isConstant && labels.length > 1 ? "the targets never vary" : undefined;
}

/** Part of the rows whose features occur with at least two labels: 1 when no feature varies. */
function contradictionPart({ width, features, labels }: Examples): number {
  const labelsOf = new Map<string, Set<number>>();
  const keys = Array.from(labels, (_, row) => features.subarray(row * width, (row + 1) * width).join(" "));
  for (const [row, key] of keys.entries()) {
    const seen = labelsOf.get(key) ?? new Set();
    labelsOf.set(key, seen.add(labels[row] as number));
  }
  return keys.filter((key) => (labelsOf.get(key)?.size ?? 0) > 1).length / keys.length;
}

function unlearnable(
  { network, slice, training, seed }: SliceDefectParameters,
  counts: Uint32Array,
): string | undefined {
  const rows = slice.labels.length;
  const guessing = counts.reduce((sum, count) => sum + (count / rows) * (count / rows), 0);
  const error = Math.sqrt(0.25 / rows);
  if (DEVIATIONS * error >= LEAST_SIGNAL) return undefined;

  const random = createRandom(seed, FOLDS);
  const order = random.shuffle(Uint32Array.from(slice.labels, (_, row) => row));
  let correct = 0;
  for (let fold = 0; fold < FOLDS; fold++) {
    const held = order.filter((_, k) => k % FOLDS === fold);
    const kept = order.filter((_, k) => k % FOLDS !== fold);
    const trained = trainLocally(
      network,
      initializeParameters(network, random),
      pickRows(slice, kept),
      training,
      random,
    );
    correct += evaluate(network, trained, pickRows(slice, held)).accuracy * held.length;
  }
  const accuracy = correct / rows;
  if (accuracy + DEVIATIONS * error >= guessing + LEAST_SIGNAL) return undefined;
  return `labels cannot be predicted: ${accuracy.toFixed(3)} of them, guessing gets ${guessing.toFixed(3)}`;
}
