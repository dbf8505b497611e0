import type { DatabaseSync } from "node:sqlite";
import type { BlockRef } from "../../chain/Block.ts";
import type { EventStore } from "../../chain/EventStore.ts";
import type { ChainRecord } from "../../chain/followChain.ts";
import { transact } from "./openDatabase.ts";
import { prepareLogInsert } from "./prepareLogInsert.ts";
import { selectLogs } from "./selectLogs.ts";

/** Blocks that are kept beyond finality. */
const SPARE_BLOCKS = 64;

/**
 * The chain in the database: its last blocks, all wanted events, and where the own transactions are in it. A block, its
 * events and the inclusions in it are written together.
 */
export function createChainRecord(
  database: DatabaseSync,
  { finalityDepth }: { readonly finalityDepth: number },
): ChainRecord & EventStore {
  const selectHead = database.prepare("SELECT number, hash, timestamp FROM blocks ORDER BY number DESC LIMIT 1");
  const selectHash = database.prepare("SELECT hash FROM blocks WHERE number = ?");
  const selectTimestamp = database.prepare("SELECT timestamp FROM blocks WHERE number = ?");
  const insertBlock = database.prepare("INSERT INTO blocks (number, hash, timestamp) VALUES (?, ?, ?)");
  const insertLog = prepareLogInsert(database);
  const wake = database.prepare("DELETE FROM sleeping WHERE round_id = ?");
  const selectAwaited = database.prepare(
    "SELECT 1 FROM transactions WHERE is_final = 0 AND included_hash IS NULL LIMIT 1",
  );
  const include = database.prepare(`
    UPDATE transactions SET included_hash = ?1, included_block = ?2, displaced_at = NULL
    WHERE nonce = (SELECT nonce FROM attempts WHERE hash = ?1)`);
  const finalize = database.prepare(
    "UPDATE transactions SET is_final = 1 WHERE is_final = 0 AND ((included_block <= ?1 AND is_success IS NOT NULL) OR displaced_at <= ?1)",
  );
  const prune = database.prepare("DELETE FROM blocks WHERE number < ?");

  return {
    head: () => selectHead.get() as BlockRef | undefined,
    hashAt: (number) => (selectHash.get(number) as { hash: string } | undefined)?.hash,
    timestampAt: (number) => (selectTimestamp.get(number) as { timestamp: number } | undefined)?.timestamp,
    append(blocks) {
      transact(database, () => {
        const isAwaiting = selectAwaited.get() !== undefined;
        for (const { number, hash, timestamp, transactions, logs } of blocks) {
          insertBlock.run(number, hash, timestamp);
          for (const log of logs) {
            insertLog(log);
            const [, topic1] = log.topics;
            if (topic1 !== undefined) wake.run(topic1);
          }
          if (isAwaiting) for (const transaction of transactions) include.run(transaction, number);
        }
        const last = blocks.at(-1)?.number ?? 0;
        finalize.run(last - finalityDepth);
        prune.run(last - finalityDepth - SPARE_BLOCKS);
      });
    },
    unwindTo(number) {
      transact(database, () => {
        // Also what only waited for a time: that went back as well.
        database.exec("DELETE FROM sleeping");
        database.prepare("DELETE FROM logs WHERE block_number > ?").run(number);
        database.prepare("DELETE FROM blocks WHERE number > ?").run(number);
        database
          .prepare(
            "UPDATE transactions SET included_hash = NULL, included_block = NULL, is_success = NULL WHERE included_block > ? AND is_final = 0",
          )
          .run(number);
        database
          .prepare("UPDATE transactions SET displaced_at = NULL WHERE displaced_at > ? AND is_final = 0")
          .run(number);
      });
    },
    logs: (filter) => selectLogs(database, filter),
  };
}
