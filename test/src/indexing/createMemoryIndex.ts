import type { IndexWriter } from "../../../src/indexing/IndexWriter.ts";
import { missingRow } from "../../../src/indexing/missingRow.ts";
import { type Key, type Row, type TableName, tables } from "../../../src/indexing/tables.ts";

/** Tables in memory: what a projection writes, without a database. */
export type MemoryIndex = IndexWriter & {
  /** All rows of a table, in the order of their first writing. */
  rows<T extends TableName>(table: T): Row<T>[];
};

/** An index in memory. */
export function createMemoryIndex(): MemoryIndex {
  const rows = new Map<string, { readonly table: TableName; row: object }>();
  const nameOf = <T extends TableName>(table: T, key: Key<T>) =>
    [table, ...tables[table].key.map((column) => String((key as Record<string, unknown>)[column]))].join("|");
  const index: MemoryIndex = {
    get: async (table, key) => rows.get(nameOf(table, key))?.row as never,
    async put(table, row) {
      rows.set(nameOf(table, row as never), { table, row });
    },
    async update(table, key, change) {
      const row = await index.get(table, key);
      if (row === undefined) throw missingRow(table, key);
      await index.put(table, { ...row, ...change(row) });
    },
    rows: (table) => [...rows.values()].filter((entry) => entry.table === table).map(({ row }) => row as never),
  };
  return index;
}
