import type { Encoding, FeatureEncoding } from "./Encoding.ts";
import { TableError } from "./TableError.ts";
import type { ColumnSummary, TableSummary } from "./TableSummary.ts";
import { toNumber } from "./toNumber.ts";

const MOST_CLASSES = 50;
/** A column with at least this part of numbers is numeric; its other cells count as missing. */
const NUMERIC_PART = 0.9;

/**
 * The common encoding from the owners' sums: numbers standardised, texts one-hot, useless columns dropped.
 * @throws TableError `TABLE_ONE_CLASS`, `TABLE_TOO_MANY_CLASSES`, `TABLE_TOO_FEW_ROWS` or `TABLE_NO_FEATURES`.
 */
export function createEncoding(summary: TableSummary): Encoding {
  const classes = classesOf(summary);
  const features: FeatureEncoding[] = [];
  const dropped: { name: string; reason: string }[] = [];
  for (const [column, sums] of summary.columns.entries()) {
    if (summary.ignored.includes(column)) continue;
    const name = summary.names[column] as string;
    const feature = encodeColumn(column, name, sums);
    if (typeof feature === "string") dropped.push({ name, reason: feature });
    else features.push(feature);
  }
  if (features.length === 0) {
    const reasons = dropped.map(({ name, reason }) => `${name} (${reason})`).join(", ");
    throw new TableError(
      "TABLE_NO_FEATURES",
      `No column is left to learn from. Dropped: ${reasons || "none"}.`,
      "Give at least one column of numbers or categories beside the label.",
    );
  }
  const width = features.reduce((sum, feature) => sum + (feature.kind === "number" ? 1 : feature.values.length), 0);
  return { label: summary.label, classes, features, dropped, width };
}

function classesOf({ names, label, labels }: TableSummary): string[] {
  const name = names[label] as string;
  const rows = [...labels.values()].reduce((sum, count) => sum + count, 0);
  if (rows === 0)
    throw new TableError(
      "TABLE_TOO_FEW_ROWS",
      `No row has a label in column "${name}".`,
      "Choose the column that holds the labels.",
    );
  const classes = [...labels.keys()].sort(compareLabels);
  if (classes.length === 1) {
    throw new TableError(
      "TABLE_ONE_CLASS",
      `Column "${name}" holds one class only: ${classes[0]}.`,
      "A label needs at least two classes.",
    );
  }
  if (classes.length > MOST_CLASSES) {
    const message = `Column "${name}" holds ${classes.length} different labels in ${rows} rows: this looks like a regression target or an identifier.`;
    throw new TableError("TABLE_TOO_MANY_CLASSES", message, `Choose a label with at most ${MOST_CLASSES} classes.`);
  }
  return classes;
}

/** Numbers by value, before texts by code unit: independent of any locale. */
function compareLabels(a: string, b: string): number {
  const x = toNumber(a);
  const y = toNumber(b);
  if (x !== undefined && y !== undefined) return x - y;
  if (x !== undefined || y !== undefined) return x !== undefined ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

function encodeColumn(column: number, name: string, sums: ColumnSummary): FeatureEncoding | string {
  const present = sums.numbers + sums.texts;
  if (present === 0) return "empty";
  if (sums.numbers >= NUMERIC_PART * present) {
    const mean = sums.sum / sums.numbers;
    const variance = sums.sumOfSquares / sums.numbers - mean * mean;
    // Below this, the variance is the rounding error of its two sums.
    if (!(variance > 1e-13 * (sums.sumOfSquares / sums.numbers))) return "constant";
    return { kind: "number", column, name, mean, deviation: Math.sqrt(variance) };
  }
  if (sums.vocabulary === undefined) return "too many different texts";
  if (sums.vocabulary.size === 1) return "constant";
  if (sums.vocabulary.size === present) return "a different text in every row";
  return { kind: "category", column, name, values: [...sums.vocabulary].sort() };
}
