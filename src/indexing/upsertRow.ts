import type { IndexWriter } from "./IndexWriter.ts";
import type { Key, Row, TableName } from "./tables.ts";

/** Changes the row that `initial` names; it is `initial` before, when it is not there. */
export async function upsertRow<T extends TableName>(
  writer: IndexWriter,
  table: T,
  initial: Row<T>,
  change: (row: Row<T>) => Partial<Row<T>>,
): Promise<void> {
  // A row holds the columns of its key.
  const row = (await writer.get(table, initial as Key<T>)) ?? initial;
  await writer.put(table, { ...row, ...change(row) });
}
