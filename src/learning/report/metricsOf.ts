import type { Metrics } from "./EvaluationReport.ts";
import { measured } from "./measured.ts";

/** 97.5 % quantile of the standard normal. */
const Z = 1.959964;

/** Metrics of at least one row: `losses` are its cross-entropies in nats, `confusion` its rows by true and predicted class. */
export function metricsOf(losses: readonly number[], confusion: readonly (readonly number[])[]): Metrics {
  const rows = losses.length;
  const hits = confusion.map((row, c) => row[c] as number);
  const actual = confusion.map((row) => sum(row));
  const given = confusion.map((_, c) => sum(confusion.map((row) => row[c] as number)));
  const recalls = hits.flatMap((hit, c) => (actual[c] === 0 ? [] : [hit / (actual[c] as number)]));
  // F1 = 2 TP / (2 TP + FP + FN), and actual + given is the denominator.
  const scores = hits.flatMap((hit, c) => {
    const all = (actual[c] as number) + (given[c] as number);
    return all === 0 ? [] : [(2 * hit) / all];
  });
  const accuracy = sum(hits) / rows;
  const [accuracyLow, accuracyHigh] = wilson(accuracy, rows);
  return {
    rows,
    loss: measured(sum(losses) / rows),
    accuracy,
    accuracyLow,
    accuracyHigh,
    balancedAccuracy: sum(recalls) / recalls.length,
    macroF1: sum(scores) / scores.length,
  };
}

/** Interval of a proportion (Wilson 1927). */
function wilson(proportion: number, rows: number): [number, number] {
  const square = Z * Z;
  const center = proportion + square / (2 * rows);
  const spread = Z * Math.sqrt((proportion * (1 - proportion) + square / (4 * rows)) / rows);
  const scale = 1 + square / rows;
  return [Math.max(0, (center - spread) / scale), Math.min(1, (center + spread) / scale)];
}

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
