import type { Table } from "./Table.ts";
import { TableError } from "./TableError.ts";

/**
 * The index of a column given by name, or by its 0-based position when no column has that name.
 * @throws TableError `TABLE_NO_SUCH_COLUMN`, naming the columns that exist.
 */
export function columnIndex(table: Table, column: string | number): number {
  const wanted = String(column).trim();
  const named = table.columns.indexOf(wanted);
  if (named >= 0) return named;
  if (/^\d+$/.test(wanted) && Number(wanted) < table.columns.length) return Number(wanted);
  const remedy = table.hasHeader
    ? `Its columns are: ${table.columns.join(", ")}.`
    : `It has no header row: give a position from 0 to ${table.columns.length - 1}.`;
  throw new TableError("TABLE_NO_SUCH_COLUMN", `The table has no column "${wanted}".`, remedy);
}
