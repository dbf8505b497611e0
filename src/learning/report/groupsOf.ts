import { ReportError } from "./ReportError.ts";

/** A declared column by which rows are compared, such as sex, region or data owner; it need not be a feature. */
export type GroupAttribute = {
  readonly name: string;
  /** One per test row; undefined: not known. */
  readonly values: readonly (string | undefined)[];
};

export type RowGroup = {
  readonly attribute: string;
  /** Null: the rows without a value. */
  readonly value: string | null;
  /** Indices of its rows, ascending; never empty. */
  readonly rows: readonly number[];
};

/** Beyond this an attribute is an identifier, and a report of single rows would give them away. */
const MOST_VALUES = 100;

/** Groups rows by each attribute: attributes as given, values in code-unit order, missing ones last. */
export function groupsOf(attributes: readonly GroupAttribute[], rowCount: number): RowGroup[] {
  if (new Set(attributes.map(({ name }) => name)).size < attributes.length) {
    throw new ReportError("REPORT_BAD_INPUT", "Two attributes have one name.", "Name each attribute once.");
  }
  return attributes.flatMap(({ name, values }) => {
    if (values.length !== rowCount) {
      const message = `Attribute "${name}" has ${values.length} values for ${rowCount} test rows.`;
      throw new ReportError("REPORT_BAD_INPUT", message, "Give one value, or undefined, per test row.");
    }
    const groups = new Map<string | null, number[]>();
    for (const [row, value = null] of values.entries()) {
      const group = groups.get(value);
      if (group === undefined) groups.set(value, [row]);
      else group.push(row);
    }
    if (groups.size > MOST_VALUES) {
      const message = `Attribute "${name}" has ${groups.size} different values; the most is ${MOST_VALUES}.`;
      throw new ReportError("REPORT_BAD_INPUT", message, "Choose an attribute with few values, or bin it.");
    }
    return [...groups].sort(([a], [b]) => compare(a, b)).map(([value, rows]) => ({ attribute: name, value, rows }));
  });
}

function compare(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}
