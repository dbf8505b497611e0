import { createHash } from "node:crypto";
import { type ColumnKind, type ColumnType, type TableDefinition, tables } from "../../indexing/tables.ts";
import { chainSchema } from "../state/chainSchema.ts";
import { kindOf } from "./columnCodec.ts";

/** Grows by one when projections write other rows than before into the same tables. */
const PROJECTION_VERSION = 1;

const TYPES: Readonly<Record<ColumnKind, string>> = {
  id: "INTEGER",
  amount: "TEXT",
  time: "INTEGER",
  count: "INTEGER",
  flag: "INTEGER",
  text: "TEXT",
};

/** A name as SQL takes it, whatever it is. */
export const quoted = (name: string): string => `"${name}"`;

/** Names as a list in SQL. */
export const listed = (names: readonly string[]): string => names.map(quoted).join(", ");

/** The statements that make an empty index. */
export const indexSchema = [
  chainSchema,
  // What a row was before a block changed it first; null: there was none. JSON.
  `CREATE TABLE journal (
    place INTEGER PRIMARY KEY,
    block INTEGER NOT NULL,
    "table" TEXT NOT NULL,
    key TEXT NOT NULL,
    row TEXT
  );
  CREATE INDEX journal_by_block ON journal (block);
  CREATE TABLE identity (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;`,
  ...Object.entries<TableDefinition>(tables).flatMap(([name, { columns, key, indexes }]) => [
    `CREATE TABLE ${quoted(name)} (
      ${Object.entries(columns).map(columnSql).join(", ")},
      PRIMARY KEY (${listed(key)})
    ) STRICT, WITHOUT ROWID;`,
    ...indexes.map((on) => `CREATE INDEX ${quoted([name, ...on].join("_"))} ON ${quoted(name)} (${listed(on)});`),
  ]),
].join("\n");

/** Tells one form of the index from another: a file of another form is made again. */
export const indexVersion = createHash("sha256").update(`${PROJECTION_VERSION}\n${indexSchema}`).digest("hex");

function columnSql([name, type]: [string, ColumnType]): string {
  return `${quoted(name)} ${TYPES[kindOf(type)]}${type.endsWith("?") ? "" : " NOT NULL"}`;
}
