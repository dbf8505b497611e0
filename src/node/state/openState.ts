import type { EventStore } from "../../chain/EventStore.ts";
import type { ChainRecord } from "../../chain/followChain.ts";
import type { TransactionStore } from "../../chain/TrackedTransaction.ts";
import { BaseError } from "../../errors/BaseError.ts";
import { createChainRecord } from "./createChainRecord.ts";
import { createTransactionStore } from "./createTransactionStore.ts";
import { openDatabase, transact } from "./openDatabase.ts";

/** What was computed and must not be computed otherwise again, by key; JSON. */
export type ResultStore = {
  get(key: string): string | undefined;
  /** Keeps a result; one that is there stays. */
  set(key: string, value: string): void;
  /** Keys and results whose keys begin alike, by key. */
  startingWith(prefix: string): { readonly key: string; readonly value: string }[];
  delete(prefix: string): void;
};

/** Which rounds need attention. */
export type RoundStore = {
  /** Numbers of the models' rounds that do not sleep at a chain time (seconds), oldest first. Every event of a round wakes it. */
  awake(modelIds: readonly bigint[], now: number): bigint[];
  /** Lets a round sleep until a chain time, or until something happens in it. */
  sleep(roundId: bigint, until: number | undefined): void;
  wakeAll(): void;
};

/** Everything that a service must not forget. */
export type State = {
  readonly chain: ChainRecord & EventStore;
  readonly transactions: TransactionStore;
  readonly results: ResultStore;
  readonly rounds: RoundStore;
  /** Whether `value` is what `name` was at the last start; keeps it. */
  isUnchanged(name: string, value: string): boolean;
  close(): void;
};

export type OpenStateParameters = {
  /** The database's file, or `:memory:`. */
  readonly path: string;
  readonly finalityDepth: number;
  /** What the state is about: chain, account, contracts. Another one's state is refused. */
  readonly subject: string;
  /** Topic of the event that opens a round. */
  readonly roundOpened: string;
};

const FOREVER = Number.MAX_SAFE_INTEGER;

/**
 * Opens the state of a service, making it when there is none.
 * @throws BaseError `STATE_OF_ANOTHER` when it is about another chain, account or deployment; `STATE_VERSION`.
 */
export function openState({ path, finalityDepth, subject, roundOpened }: OpenStateParameters): State {
  const database = openDatabase(path);
  const getResult = database.prepare("SELECT value FROM results WHERE key = ?");
  const setResult = database.prepare("INSERT INTO results (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING");
  const getResults = database.prepare(
    "SELECT key, value FROM results WHERE key >= ?1 AND key < ?1 || char(1114111) ORDER BY key",
  );
  const deleteResults = database.prepare("DELETE FROM results WHERE key >= ?1 AND key < ?1 || char(1114111)");
  const setSleep = database.prepare(
    "INSERT INTO sleeping (round_id, wake_at) VALUES (?1, ?2) ON CONFLICT (round_id) DO UPDATE SET wake_at = ?2",
  );
  const getIdentity = database.prepare("SELECT value FROM identity WHERE name = ?");
  const setIdentity = database.prepare(
    "INSERT INTO identity (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2",
  );
  const isUnchanged = (name: string, value: string) =>
    transact(database, () => {
      const before = getIdentity.get(name) as { value: string } | undefined;
      setIdentity.run(name, value);
      return before?.value === value;
    });

  const known = getIdentity.get("subject") as { value: string } | undefined;
  if (known !== undefined && known.value !== subject) {
    database.close();
    throw new BaseError("STATE_OF_ANOTHER", `The state at ${path} is about ${known.value}, not ${subject}.`, {
      remedy: "Give every account, chain and deployment a state folder of its own.",
    });
  }
  setIdentity.run("subject", subject);

  return {
    chain: createChainRecord(database, { finalityDepth }),
    transactions: createTransactionStore(database),
    results: {
      get: (key) => (getResult.get(key) as { value: string } | undefined)?.value,
      set: (key, value) => void setResult.run(key, value),
      startingWith: (prefix) => getResults.all(prefix) as { key: string; value: string }[],
      delete: (prefix) => void deleteResults.run(prefix),
    },
    rounds: {
      awake(modelIds, now) {
        const rows = database
          .prepare(`
            SELECT topic1 AS id FROM logs
            WHERE topic0 = ? AND topic2 IN (${modelIds.map(() => "?").join()})
              AND NOT EXISTS (SELECT 1 FROM sleeping WHERE round_id = topic1 AND wake_at > ?)
            ORDER BY block_number, log_index`)
          .all(roundOpened, ...modelIds.map(toTopic), now) as { id: string }[];
        return rows.map(({ id }) => BigInt(id));
      },
      sleep: (roundId, until) => void setSleep.run(toTopic(roundId), until ?? FOREVER),
      wakeAll: () => database.exec("DELETE FROM sleeping"),
    },
    isUnchanged,
    close: () => database.close(),
  };
}

function toTopic(id: bigint): string {
  return `0x${id.toString(16).padStart(64, "0")}`;
}
