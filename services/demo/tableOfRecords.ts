import type { Table } from "../../src/learning/table/Table.ts";
import { toCell } from "../../src/learning/table/toCell.ts";

/** A table from records such as a JSON file holds; the columns are the first record's keys. */
export function tableOfRecords(records: readonly Readonly<Record<string, unknown>>[]): Table {
  const columns = Object.keys(records[0] ?? {});
  const rows = records.map((record) =>
    columns.map((column) => {
      const value = record[column];
      return value === undefined || value === null ? undefined : toCell(String(value));
    }),
  );
  return { columns, hasHeader: true, rows };
}
