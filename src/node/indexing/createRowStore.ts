import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { IndexWriter } from "../../indexing/IndexWriter.ts";
import { missingRow } from "../../indexing/missingRow.ts";
import type { Key, Row, TableName } from "../../indexing/tables.ts";
import { tables } from "../../indexing/tables.ts";
import { listed, quoted } from "./indexSchema.ts";
import { type RowCodec, rowCodec } from "./rowCodec.ts";

/** The tables as projections write them, within transactions that its user begins and ends. */
export type RowStore = {
  readonly writer: IndexWriter;
  /** Every change from now on is of this block, and can be undone; undefined: of final blocks, and cannot. */
  enterBlock(number: number | undefined): void;
  /** Writes what was changed since the last time, and forgets what was read. */
  flush(): void;
  /** Forgets what was changed since the last flush. */
  discard(): void;
  /** Restores all rows as they were after a block. */
  undoTo(number: number): void;
  /** Ends the possibility to undo blocks up to this one. */
  forgetUpTo(number: number): void;
};

type Entry = { readonly key: object; row: object | undefined; isChanged: boolean; journaledBlock: number | undefined };
type Undo = readonly [block: number, table: TableName, key: string, row: string | null];
type Statements = { readonly select: StatementSync; readonly replace: StatementSync; readonly remove: StatementSync };

/** Keeps the rows that a batch touches in memory: each is read once and written once. */
export function createRowStore(database: DatabaseSync): RowStore {
  const statements = new Map<TableName, Statements>();
  const entries = new Map<TableName, Map<string, Entry>>();
  let undos: Undo[] = [];
  let block: number | undefined;
  const insertUndo = database.prepare(`INSERT INTO journal (block, "table", key, row) VALUES (?, ?, ?, ?)`);
  const selectUndos = database.prepare(
    `SELECT "table", key, row FROM journal WHERE block > ? ORDER BY block DESC, place DESC`,
  );
  const deleteUndos = database.prepare("DELETE FROM journal WHERE block > ?");
  const pruneUndos = database.prepare("DELETE FROM journal WHERE block <= ?");

  function statementsOf(table: TableName): Statements {
    const known = statements.get(table);
    if (known !== undefined) return known;
    const { columns } = rowCodec(table);
    const isKey = tables[table].key.map((name) => `${quoted(name)} = ?`).join(" AND ");
    const made = {
      select: database.prepare(`SELECT * FROM ${quoted(table)} WHERE ${isKey}`),
      replace: database.prepare(
        `INSERT OR REPLACE INTO ${quoted(table)} (${listed(columns)}) VALUES (${columns.map(() => "?").join()})`,
      ),
      remove: database.prepare(`DELETE FROM ${quoted(table)} WHERE ${isKey}`),
    };
    made.select.setReadBigInts(true);
    statements.set(table, made);
    return made;
  }

  function entryOf<T extends TableName>(table: T, key: Key<T>): Entry {
    let ofTable = entries.get(table);
    if (ofTable === undefined) {
      ofTable = new Map();
      entries.set(table, ofTable);
    }
    const codec = rowCodec(table);
    const name = codec.nameOf(key);
    const known = ofTable.get(name);
    if (known !== undefined) return known;
    const kept = statementsOf(table).select.get(...codec.keyValues(key));
    const row = kept === undefined ? undefined : codec.read(kept);
    const made: Entry = { key, row, isChanged: false, journaledBlock: undefined };
    ofTable.set(name, made);
    return made;
  }

  function change<T extends TableName>(table: T, entry: Entry, row: Row<T>): void {
    if (block !== undefined && entry.journaledBlock !== block) {
      const codec: RowCodec<T> = rowCodec(table);
      const before = entry.row === undefined ? null : codec.write(codec.values(entry.row as Row<T>));
      undos.push([block, table, codec.write(codec.keyValues(entry.key as Key<T>)), before]);
      entry.journaledBlock = block;
    }
    entry.row = row;
    entry.isChanged = true;
  }

  function discard(): void {
    entries.clear();
    undos = [];
    block = undefined;
  }

  return {
    writer: {
      // The entry of a table holds a row of that table.
      get: async (table, key) => entryOf(table, key).row as Row<typeof table> | undefined,
      async put(table, row) {
        // A row holds the columns of its key.
        change(table, entryOf(table, row as unknown as Key<typeof table>), row);
      },
      async update(table, key, changeRow) {
        const entry = entryOf(table, key);
        if (entry.row === undefined) throw missingRow(table, key);
        const row = entry.row as Row<typeof table>;
        change(table, entry, { ...row, ...changeRow(row) });
      },
    },
    enterBlock(number) {
      block = number;
    },
    flush() {
      for (const [table, ofTable] of entries) {
        const codec = rowCodec(table);
        const { replace } = statementsOf(table);
        for (const { row, isChanged } of ofTable.values()) {
          if (isChanged) replace.run(...codec.values(row as Row<typeof table>));
        }
      }
      for (const undo of undos) insertUndo.run(...undo);
      discard();
    },
    discard,
    undoTo(number) {
      discard();
      for (const { table, key, row } of selectUndos.all(number) as {
        table: TableName;
        key: string;
        row: string | null;
      }[]) {
        const codec = rowCodec(table);
        const { replace, remove } = statementsOf(table);
        if (row === null) remove.run(...codec.parse(key));
        else replace.run(...codec.parse(row));
      }
      deleteUndos.run(number);
    },
    forgetUpTo: (number) => void pruneUndos.run(number),
  };
}
