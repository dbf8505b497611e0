import { DatabaseSync } from "node:sqlite";
import type { Block, BlockRef } from "../../chain/Block.ts";
import type { EventLog } from "../../chain/EventLog.ts";
import type { EventStore } from "../../chain/EventStore.ts";
import type { ChainRecord } from "../../chain/followChain.ts";
import type { Addresses } from "../../client.ts";
import { BaseError } from "../../errors/BaseError.ts";
import { type IndexedContract, indexedContracts } from "../../indexing/indexedContracts.ts";
import { projectEvent } from "../../indexing/projectEvent.ts";
import { prepareLogInsert } from "../state/prepareLogInsert.ts";
import { selectLogs } from "../state/selectLogs.ts";
import { createRowStore } from "./createRowStore.ts";
import { createSelectRows, type SelectRows } from "./createSelectRows.ts";
import { indexSchema, indexVersion, quoted } from "./indexSchema.ts";

/** Blocks that no reorganisation will reach, in one part: their events, and the last of them. */
export type FinalPart = { readonly logs: readonly EventLog[]; readonly last: BlockRef };

/** An open file of the index. */
export type IndexConnection = Omit<ChainRecord, "append"> &
  EventStore & {
    append(blocks: readonly (Block & { readonly logs: readonly EventLog[] })[]): Promise<void>;
    /** Takes a part of the history that follows what is kept. All or nothing, and for ever. */
    appendFinal(part: FinalPart): Promise<void>;
    readonly select: SelectRows;
    close(): void;
  };

export type ConnectIndexParameters = {
  readonly path: string;
  /** What the index is about: chain and contracts. */
  readonly subject: string;
  readonly addresses: Addresses;
  readonly finalityDepth: number;
  readonly onNote: (text: string) => void;
};

/** Blocks that can be undone beyond finality. */
const SPARE_BLOCKS = 64;
/** Another process may be writing a part of the history. */
const BUSY_MILLISECONDS = 10_000;
/** KiB of pages in memory: the events' indexes are written in no order. */
const CACHE_KIB = 4_096;

/**
 * Opens a file of the index, making it when it is not there. A file that another version of the program made is emptied.
 * @throws BaseError `INDEX_OF_ANOTHER` for an index of another chain or of other contracts.
 */
export function connectIndex(parameters: ConnectIndexParameters): IndexConnection {
  const { path, addresses, finalityDepth } = parameters;
  const database = new DatabaseSync(path);
  // A reader of its own sees only what was committed.
  let reader: DatabaseSync;
  try {
    database.exec(
      `PRAGMA busy_timeout = ${BUSY_MILLISECONDS}; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;`,
    );
    database.exec(`PRAGMA cache_size = -${CACHE_KIB};`);
    prepareFile(database, parameters);
    reader = new DatabaseSync(path, { readOnly: true });
    reader.exec(`PRAGMA busy_timeout = ${BUSY_MILLISECONDS};`);
  } catch (error) {
    database.close();
    throw error;
  }

  const contracts = new Map<string, IndexedContract>(indexedContracts.map((name) => [addresses[name], name]));
  const store = createRowStore(database);
  const insertLog = prepareLogInsert(database);
  const insertBlock = database.prepare("INSERT INTO blocks (number, hash, timestamp) VALUES (?, ?, ?)");
  const pruneBlocks = database.prepare("DELETE FROM blocks WHERE number < ?");
  const removeBlocks = database.prepare("DELETE FROM blocks WHERE number > ?");
  const removeLogs = database.prepare("DELETE FROM logs WHERE block_number > ?");
  const selectHead = reader.prepare("SELECT number, hash, timestamp FROM blocks ORDER BY number DESC LIMIT 1");
  const selectHash = reader.prepare("SELECT hash FROM blocks WHERE number = ?");
  const selectTimestamp = reader.prepare("SELECT timestamp FROM blocks WHERE number = ?");
  const selectFirst = reader.prepare("SELECT min(number) AS number FROM blocks");

  let isClosed = false;

  async function take(log: EventLog): Promise<void> {
    insertLog(log);
    const contract = contracts.get(log.address);
    if (contract !== undefined) await projectEvent(store.writer, { ...log, contract });
  }

  async function writeAll(write: () => Promise<void>): Promise<void> {
    database.exec("BEGIN IMMEDIATE");
    try {
      await write();
      store.flush();
      database.exec("COMMIT");
    } catch (error) {
      store.discard();
      rollBack(database);
      throw error;
    }
  }

  return {
    head: () => selectHead.get() as BlockRef | undefined,
    hashAt: (number) => (selectHash.get(number) as { hash: string } | undefined)?.hash,
    timestampAt: (number) => (selectTimestamp.get(number) as { timestamp: number } | undefined)?.timestamp,
    logs: (filter) => selectLogs(reader, filter),
    select: createSelectRows(reader),
    append: (blocks) =>
      writeAll(async () => {
        for (const { number, hash, timestamp, logs } of blocks) {
          insertBlock.run(number, hash, timestamp);
          store.enterBlock(number);
          for (const log of logs) await take(log);
        }
        const floor = (blocks.at(-1)?.number ?? 0) - finalityDepth - SPARE_BLOCKS;
        // The oldest kept block is the oldest that can be gone back to.
        pruneBlocks.run(floor);
        store.forgetUpTo(floor);
      }),
    appendFinal: ({ logs, last }) =>
      writeAll(async () => {
        insertBlock.run(last.number, last.hash, last.timestamp);
        for (const log of logs) await take(log);
        pruneBlocks.run(last.number);
        store.forgetUpTo(last.number);
      }),
    unwindTo(number) {
      const { number: first } = selectFirst.get() as { number: number | null };
      database.exec("BEGIN IMMEDIATE");
      try {
        if (first === null || number < first) clear(database);
        else {
          store.undoTo(number);
          removeLogs.run(number);
          removeBlocks.run(number);
        }
        database.exec("COMMIT");
      } catch (error) {
        rollBack(database);
        throw error;
      }
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      reader.close();
      database.close();
    },
  };
}

/** What failed may have ended the transaction already, and is what the caller must hear of. */
function rollBack(database: DatabaseSync): void {
  try {
    database.exec("ROLLBACK");
  } catch {}
}

/** Makes the tables where there are none, or none of this version. */
function prepareFile(database: DatabaseSync, { path, subject, onNote }: ConnectIndexParameters): void {
  if (hasVersion(database)) {
    const known = identityOf(database, "subject");
    if (known === subject) return;
    throw new BaseError("INDEX_OF_ANOTHER", `The index at ${path} is about ${known}, not ${subject}.`, {
      remedy:
        "Give every chain and deployment an index of its own, or delete that file: it is made again from the chain.",
    });
  }
  database.exec("BEGIN IMMEDIATE");
  try {
    // Another process may have been faster.
    if (!hasVersion(database)) {
      const tables = tablesIn(database);
      if (tables.length > 0) onNote("The index was made by another version of this program: it is made again.");
      for (const table of tables) database.exec(`DROP TABLE ${quoted(table)}`);
      database.exec(indexSchema);
      const insert = database.prepare("INSERT INTO identity (name, value) VALUES (?, ?)");
      insert.run("version", indexVersion);
      insert.run("subject", subject);
    }
    database.exec("COMMIT");
  } catch (error) {
    rollBack(database);
    throw error;
  }
}

function hasVersion(database: DatabaseSync): boolean {
  return tablesIn(database).includes("identity") && identityOf(database, "version") === indexVersion;
}

function identityOf(database: DatabaseSync, name: string): string | undefined {
  const row = database.prepare("SELECT value FROM identity WHERE name = ?").get(name);
  return row?.value as string | undefined;
}

function tablesIn(database: DatabaseSync): string[] {
  const rows = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .all();
  return rows.map(({ name }) => name as string);
}

/** Empties everything that came from the chain. */
function clear(database: DatabaseSync): void {
  for (const table of tablesIn(database)) if (table !== "identity") database.exec(`DELETE FROM ${quoted(table)}`);
}
