import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { BaseError } from "../../errors/BaseError.ts";
import { chainSchema } from "./chainSchema.ts";

/** Grows by one with every change of the schema. */
const SCHEMA_VERSION = 1;

const SCHEMA = `
${chainSchema}
CREATE TABLE transactions (
  nonce INTEGER PRIMARY KEY,
  key TEXT,
  recipient TEXT NOT NULL,
  data TEXT NOT NULL,
  gas TEXT NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_until INTEGER NOT NULL,
  displaced_at INTEGER,
  included_hash TEXT,
  included_block INTEGER,
  is_success INTEGER,
  is_final INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX transactions_by_key ON transactions (key);
CREATE INDEX transactions_open ON transactions (nonce) WHERE is_final = 0;
CREATE TABLE attempts (
  hash TEXT PRIMARY KEY,
  nonce INTEGER NOT NULL REFERENCES transactions (nonce),
  place INTEGER NOT NULL,
  raw TEXT NOT NULL,
  is_cancel INTEGER NOT NULL,
  signed_at INTEGER NOT NULL,
  max_fee TEXT NOT NULL,
  max_priority_fee TEXT NOT NULL
);
CREATE INDEX attempts_by_nonce ON attempts (nonce, place);
CREATE TABLE results (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);
CREATE TABLE sleeping (
  round_id TEXT PRIMARY KEY,
  wake_at INTEGER NOT NULL
);
CREATE TABLE identity (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);
`;

/**
 * Opens the database of a service's state, making it when it is not there. What a transaction wrote is on the disk when it
 * ends, also when the machine loses power.
 * @throws BaseError `STATE_VERSION` for a database of another version.
 */
export function openDatabase(path: string): DatabaseSync {
  if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(path);
  database.exec(
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;",
  );
  const { user_version: version } = database.prepare("PRAGMA user_version").get() as { user_version: number };
  if (version === 0) {
    transact(database, () => database.exec(`${SCHEMA} PRAGMA user_version = ${SCHEMA_VERSION};`));
  } else if (version !== SCHEMA_VERSION) {
    database.close();
    throw new BaseError(
      "STATE_VERSION",
      `The state at ${path} has version ${version}; this program reads ${SCHEMA_VERSION}.`,
      {
        remedy: "Run the program that wrote it, or move the state away: it is made again from the chain.",
      },
    );
  }
  return database;
}

/** Does everything or nothing of `work`. */
export function transact<T>(database: DatabaseSync, work: () => T): T {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
}
