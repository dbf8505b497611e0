import { MOST_TEXTS } from "./MOST_TEXTS.ts";
import type { ColumnSummary, TableSummary } from "./TableSummary.ts";

/** Adds up what the owners contributed, in their order. At least one summary; all of the same columns. */
export function mergeSummaries(summaries: readonly [TableSummary, ...TableSummary[]]): TableSummary {
  const [first, ...others] = summaries;
  const labels = new Map(first.labels);
  let columns = first.columns;
  for (const next of others) {
    for (const [label, count] of next.labels) labels.set(label, (labels.get(label) ?? 0) + count);
    columns = columns.map((column, c) => mergeColumns(column, next.columns[c] as ColumnSummary));
  }
  return { ...first, columns, labels };
}

function mergeColumns(a: ColumnSummary, b: ColumnSummary): ColumnSummary {
  const united = a.vocabulary && b.vocabulary ? new Set([...a.vocabulary, ...b.vocabulary]) : undefined;
  return {
    numbers: a.numbers + b.numbers,
    sum: a.sum + b.sum,
    sumOfSquares: a.sumOfSquares + b.sumOfSquares,
    texts: a.texts + b.texts,
    vocabulary: united !== undefined && united.size <= MOST_TEXTS ? united : undefined,
  };
}
