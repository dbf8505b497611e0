import type { SQLOutputValue } from "node:sqlite";
import {
  type ColumnType,
  type Key,
  type Row,
  type TableDefinition,
  type TableName,
  tables,
} from "../../indexing/tables.ts";
import { type ColumnValue, decodeColumn, encodeColumn } from "./columnCodec.ts";

/** How rows of one table go into the database and come out of it. */
export type RowCodec<T extends TableName> = {
  readonly columns: readonly string[];
  /** Names a row within its table. */
  nameOf(key: Key<T>): string;
  /** The values of the key's columns, in their order. */
  keyValues(key: Key<T>): (bigint | number | string | null)[];
  /** The values of all columns, in their order. */
  values(row: Row<T>): (bigint | number | string | null)[];
  read(kept: Record<string, SQLOutputValue>): Row<T>;
  /** The values of a row, or of a key, in a text. */
  write(values: readonly (bigint | number | string | null)[]): string;
  /** The values that a text holds. */
  parse(text: string): (bigint | number | string | null)[];
};

const codecs = new Map<TableName, unknown>();

/** The codec of a table. */
export function rowCodec<T extends TableName>(table: T): RowCodec<T> {
  const known = codecs.get(table) as RowCodec<T> | undefined;
  if (known !== undefined) return known;
  const made = createRowCodec(table);
  codecs.set(table, made);
  return made;
}

function createRowCodec<T extends TableName>(table: T): RowCodec<T> {
  const definition: TableDefinition = tables[table];
  const entries = Object.entries(definition.columns);
  const keys = definition.key.map((name): [string, ColumnType] => [name, definition.columns[name] as ColumnType]);
  // Rows and keys hold what the definition says: their types are made from it.
  const valueIn = (row: object, name: string) => (row as Readonly<Record<string, ColumnValue>>)[name] ?? null;
  return {
    columns: entries.map(([name]) => name),
    nameOf: (key) => keys.map(([name]) => String(valueIn(key, name))).join("|"),
    keyValues: (key) => keys.map(([name, type]) => encodeColumn(type, valueIn(key, name))),
    values: (row) => entries.map(([name, type]) => encodeColumn(type, valueIn(row, name))),
    read(kept) {
      const row: Record<string, ColumnValue> = {};
      for (const [name, type] of entries) row[name] = decodeColumn(type, kept[name]);
      return row as Row<T>;
    },
    write: (values) =>
      JSON.stringify(values.map((value) => (typeof value === "bigint" ? { id: String(value) } : value))),
    parse: (text) =>
      (JSON.parse(text) as ({ id: string } | number | string | null)[]).map((value) =>
        typeof value === "object" && value !== null ? BigInt(value.id) : value,
      ),
  };
}
