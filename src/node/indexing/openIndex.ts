import { createHash } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Block } from "../../chain/Block.ts";
import type { EventLog } from "../../chain/EventLog.ts";
import type { EventStore } from "../../chain/EventStore.ts";
import type { ChainRecord } from "../../chain/followChain.ts";
import type { Addresses } from "../../client.ts";
import { indexedContracts } from "../../indexing/indexedContracts.ts";
import type { Key, Row, TableName } from "../../indexing/tables.ts";
import { type ConnectIndexParameters, connectIndex, type FinalPart, type IndexConnection } from "./connectIndex.ts";
import type { RowQuery } from "./createSelectRows.ts";
import { isCorrupt } from "./isCorrupt.ts";
import { waitForLock } from "./waitForLock.ts";

export type OpenIndexParameters = {
  /** Where indexes are kept, one file for each chain and deployment. */
  readonly folder: string;
  readonly chainId: number;
  /** Hash of block 0: tells one development chain from the next. */
  readonly genesis: string;
  readonly addresses: Addresses;
  /** Block of the deployment: nothing of it happened before. */
  readonly fromBlock: number;
  /** Blocks after which the chain must not change any more. */
  readonly finalityDepth?: number;
  /** Told when an index is made again, and why. */
  readonly onNote?: (text: string) => void;
};

/**
 * The events of a deployment and what they come to, in a file. Any number of processes can read and bring it up to date. It is
 * a cache: everything in it can be made again from the chain.
 */
export type Index = Omit<ChainRecord, "append"> &
  EventStore & {
    readonly path: string;
    /** The indexed contracts. */
    readonly addresses: readonly string[];
    readonly fromBlock: number;
    readonly finalityDepth: number;
    /** The row with a key; undefined when there is none. */
    row<T extends TableName>(table: T, key: Key<T>): Row<T> | undefined;
    /**
     * The rows that a query wants, by default all, in the order of their keys.
     * @throws BaseError `INDEX_COLUMN_UNKNOWN`.
     */
    rows<T extends TableName>(table: T, query?: RowQuery<T>): Row<T>[];
    append(blocks: readonly (Block & { readonly logs: readonly EventLog[] })[]): Promise<void>;
    /** Takes a part of the history that no reorganisation will reach. */
    appendFinal(part: FinalPart): Promise<void>;
    /** Throws the file away and makes an empty one; only for who holds its lock, which is at `path` with `.lock`. */
    rebuild(): void;
    close(): void;
  };

const FINALITY_DEPTH = 128;
const NAME_DIGITS = 12;

/**
 * Opens the index of a deployment, making it when there is none. A file that is damaged, or of another version of the program,
 * is made again.
 * @throws BaseError `INDEX_OF_ANOTHER` when the file is about another chain or deployment.
 */
export async function openIndex(parameters: OpenIndexParameters): Promise<Index> {
  const { folder, chainId, genesis, addresses, fromBlock, onNote = () => {} } = parameters;
  const finalityDepth = parameters.finalityDepth ?? FINALITY_DEPTH;
  const contracts = indexedContracts.map((name) => addresses[name]);
  const subject = `chain ${chainId} (${genesis}), contracts ${contracts.join(" ")} from block ${fromBlock}`;
  const digest = createHash("sha256").update(subject).digest("hex");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${chainId}-${digest.slice(0, NAME_DIGITS)}.sqlite`);
  const file = { path, subject, addresses, finalityDepth, onNote };
  let connection = await connect(file);

  return {
    path,
    addresses: contracts,
    fromBlock,
    finalityDepth,
    head: () => connection.head(),
    hashAt: (number) => connection.hashAt(number),
    timestampAt: (number) => connection.timestampAt(number),
    logs: (filter) => connection.logs(filter),
    row: (table, key) =>
      connection.select(table, { where: key as RowQuery<typeof table>["where"] & object, limit: 1 })[0],
    rows: (table, query) => connection.select(table, query),
    append: (blocks) => connection.append(blocks),
    appendFinal: (part) => connection.appendFinal(part),
    unwindTo: (number) => connection.unwindTo(number),
    rebuild() {
      connection.close();
      connection = makeAgain(file);
    },
    close: () => connection.close(),
  };
}

async function connect(file: ConnectIndexParameters): Promise<IndexConnection> {
  try {
    return connectIndex(file);
  } catch (error) {
    if (!isCorrupt(error)) throw error;
  }
  const lock = await waitForLock(`${file.path}.lock`);
  try {
    // Another process may have made it again meanwhile.
    return connectIndex(file);
  } catch (error) {
    if (!isCorrupt(error)) throw error;
    return makeAgain(file);
  } finally {
    lock.release();
  }
}

function makeAgain(file: ConnectIndexParameters): IndexConnection {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(`${file.path}${suffix}`, { force: true });
  file.onNote("The index was damaged: it is made again from the chain.");
  return connectIndex(file);
}
