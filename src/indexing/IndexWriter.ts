import type { Key, Row, TableName } from "./tables.ts";

/** All that a projection may do: it reads and writes single rows by their keys, so that any store can serve it. */
export type IndexWriter = {
  /** The row with a key; undefined when there is none. */
  get<T extends TableName>(table: T, key: Key<T>): Promise<Row<T> | undefined>;
  /** Writes a row, in place of one with the same key. */
  put<T extends TableName>(table: T, row: Row<T>): Promise<void>;
  /**
   * Changes columns of a row that is there.
   * @throws BaseError `INDEX_ROW_MISSING`, or the store's own error, when there is none: events before it were not indexed.
   */
  update<T extends TableName>(table: T, key: Key<T>, change: (row: Row<T>) => Partial<Row<T>>): Promise<void>;
};
