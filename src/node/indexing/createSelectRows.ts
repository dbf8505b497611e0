import type { DatabaseSync, StatementSync } from "node:sqlite";
import { BaseError } from "../../errors/BaseError.ts";
import { type ColumnName, type ColumnType, type Row, type TableName, tables } from "../../indexing/tables.ts";
import { type ColumnValue, encodeColumn, kindOf } from "./columnCodec.ts";
import { quoted } from "./indexSchema.ts";
import { rowCodec } from "./rowCodec.ts";

/** Which rows are wanted, and in which order; without one, by their keys. */
export type RowQuery<T extends TableName> = {
  /** By column: the value it has, or one of several. What is undefined is not looked at. */
  readonly where?: { readonly [C in ColumnName<T>]?: Row<T>[C] | readonly Row<T>[C][] | undefined };
  readonly orderBy?: ColumnName<T> | undefined;
  readonly descending?: boolean | undefined;
  /** Most rows to give. */
  readonly limit?: number | undefined;
  /** Rows to leave out first. */
  readonly offset?: number | undefined;
};

/** Reads rows of any table. */
export type SelectRows = <T extends TableName>(table: T, query?: RowQuery<T>) => Row<T>[];

/** Prepares the reading of rows; statements are kept for the next time. */
export function createSelectRows(database: DatabaseSync): SelectRows {
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string) => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const made = database.prepare(sql);
    made.setReadBigInts(true);
    statements.set(sql, made);
    return made;
  };
  return (table, query = {}) => {
    const { where = {}, orderBy, descending = false, limit, offset } = query;
    const values: (bigint | number | string | null)[] = [];
    const conditions = Object.entries(where).flatMap(([column, wanted]) =>
      wanted === undefined ? [] : condition(table, column, wanted as ColumnValue | readonly ColumnValue[], values),
    );
    const direction = descending ? " DESC" : "";
    const order = [...(orderBy === undefined ? [] : [requireColumn(table, orderBy).name]), ...tables[table].key];
    values.push(limit ?? -1, offset ?? 0);
    const sql = [
      `SELECT * FROM ${quoted(table)}`,
      ...(conditions.length === 0 ? [] : [`WHERE ${conditions.join(" AND ")}`]),
      `ORDER BY ${order.map((name) => `${quoted(name)}${direction}`).join(", ")} LIMIT ? OFFSET ?`,
    ].join(" ");
    const codec = rowCodec(table);
    return prepare(sql)
      .all(...values)
      .map(codec.read);
  };
}

/** One condition in SQL; its values are added to `values`. */
function condition(
  table: TableName,
  column: string,
  wanted: ColumnValue | readonly ColumnValue[],
  values: (bigint | number | string | null)[],
): string {
  const { name, type } = requireColumn(table, column);
  if (!Array.isArray(wanted)) {
    if (!canHold(type, wanted as ColumnValue)) return "FALSE";
    values.push(encodeColumn(type, wanted as ColumnValue));
    // Unlike `=`, this is true of two nulls.
    return `${quoted(name)} IS ?`;
  }
  const possible = wanted.filter((one: ColumnValue) => canHold(type, one));
  values.push(...possible.map((one: ColumnValue) => encodeColumn(type, one)));
  return `${quoted(name)} IN (${possible.map(() => "?").join()})`;
}

/** Whether a column can have a value at all: people look for any identifier, and the database takes none beyond 63 bits. */
function canHold(type: ColumnType, value: ColumnValue): boolean {
  return typeof value !== "bigint" || kindOf(type) !== "id" || BigInt.asIntN(64, value) === value;
}

/** Columns are only ever those of the definition: nothing else gets into a statement. */
function requireColumn(table: TableName, name: string): { readonly name: string; readonly type: ColumnType } {
  const columns: Readonly<Record<string, ColumnType>> = tables[table].columns;
  const type = Object.hasOwn(columns, name) ? columns[name] : undefined;
  if (type !== undefined) return { name, type };
  throw new BaseError("INDEX_COLUMN_UNKNOWN", `The table ${table} has no column ${name}.`, {
    remedy: `It has ${Object.keys(columns).join(", ")}.`,
  });
}
