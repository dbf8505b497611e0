import { MOST_TEXTS } from "./MOST_TEXTS.ts";
import type { Table } from "./Table.ts";
import type { ColumnSummary, TableSummary } from "./TableSummary.ts";
import { toLabel } from "./toLabel.ts";
import { toNumber } from "./toNumber.ts";

export type SummarizeRowsParameters = {
  readonly table: Table;
  /** The owner's rows, by index. */
  readonly rows: readonly number[];
  /** Index of the label column. */
  readonly label: number;
  /** Columns that are no features, by index. */
  readonly ignored?: readonly number[];
};

/** The sums that one owner contributes to the common encoding. Rows without a label count for nothing. */
export function summarizeRows({ table, rows, label, ignored = [] }: SummarizeRowsParameters): TableSummary {
  const labels = new Map<string, number>();
  const labelled = rows.filter((row) => table.rows[row]?.[label] !== undefined);
  for (const row of labelled) {
    const spelling = toLabel(table.rows[row]?.[label] as string);
    labels.set(spelling, (labels.get(spelling) ?? 0) + 1);
  }
  const columns = table.columns.map((_, column) => summarizeColumn(table, labelled, column));
  return { names: table.columns, label, ignored: [label, ...ignored], columns, labels };
}

function summarizeColumn(table: Table, rows: readonly number[], column: number): ColumnSummary {
  let numbers = 0;
  let sum = 0;
  let sumOfSquares = 0;
  let texts = 0;
  let vocabulary: Set<string> | undefined = new Set<string>();
  for (const row of rows) {
    const cell = table.rows[row]?.[column];
    if (cell === undefined) continue;
    const value = toNumber(cell);
    if (value !== undefined) {
      numbers++;
      sum += value;
      sumOfSquares += value * value;
    } else texts++;
    vocabulary?.add(cell);
    if (vocabulary !== undefined && vocabulary.size > MOST_TEXTS) vocabulary = undefined;
  }
  return { numbers, sum, sumOfSquares, texts, vocabulary };
}
