import type { Context } from "ponder:registry";
import * as schema from "ponder:schema";
import type { IndexWriter } from "../../src/indexing/IndexWriter.ts";
import type { TableName } from "../../src/indexing/tables.ts";

/** Every table that the projections know; one that the schema does not export is an error here. */
const exported: Readonly<Record<TableName, unknown>> = schema;

/** Lets the projections of the embedded index write into Ponder's store, which unwinds reorganisations by itself. */
export function createPonderWriter(db: Context["db"]): IndexWriter {
  // Ponder's types want each table by itself; rows and keys are checked where the projections are written.
  const store = db as unknown as Store;
  return {
    get: async (table, key) => ((await store.find(exported[table], key)) ?? undefined) as never,
    put: async (table, row) => void (await store.insert(exported[table]).values(row).onConflictDoUpdate(row)),
    update: async (table, key, change) => void (await store.update(exported[table], key).set(change as never)),
  };
}

type Store = {
  find(table: unknown, key: unknown): Promise<object | null>;
  insert(table: unknown): { values(row: object): { onConflictDoUpdate(row: object): Promise<unknown> } };
  update(table: unknown, key: unknown): { set(change: (row: object) => object): Promise<unknown> };
};
