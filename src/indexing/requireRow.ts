import type { IndexWriter } from "./IndexWriter.ts";
import { missingRow } from "./missingRow.ts";
import type { Key, Row, TableName } from "./tables.ts";

/**
 * The row with a key.
 * @throws BaseError `INDEX_ROW_MISSING` when there is none.
 */
export async function requireRow<T extends TableName>(writer: IndexWriter, table: T, key: Key<T>): Promise<Row<T>> {
  const row = await writer.get(table, key);
  if (row === undefined) throw missingRow(table, key);
  return row;
}
