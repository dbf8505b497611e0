import type { DatabaseSync } from "node:sqlite";
import type { EventLog } from "../../chain/EventLog.ts";
import type { EventFilter } from "../../chain/EventStore.ts";

type LogRow = {
  readonly block_number: number;
  readonly log_index: number;
  readonly block_hash: string;
  readonly transaction_hash: string;
  readonly transaction_index: number;
  readonly address: string;
  readonly topic0: string | null;
  readonly topic1: string | null;
  readonly topic2: string | null;
  readonly topic3: string | null;
  readonly data: string;
  readonly timestamp: number;
};

/** The events in the database that a filter wants, in the chain's order. */
export function selectLogs(
  database: DatabaseSync,
  { fromBlock, toBlock, addresses, topics = [] }: EventFilter,
): EventLog[] {
  const conditions: string[] = [];
  const values: (string | number)[] = [];
  const require = (condition: string, ...given: readonly (string | number)[]) => {
    conditions.push(condition);
    values.push(...given);
  };
  if (fromBlock !== undefined) require("block_number >= ?", fromBlock);
  if (toBlock !== undefined) require("block_number <= ?", toBlock);
  if (addresses !== undefined) require(`address IN (${addresses.map(() => "?").join()})`, ...addresses);
  for (const [place, wanted] of topics.entries()) {
    if (wanted !== undefined) require(`topic${place} IN (${wanted.map(() => "?").join()})`, ...wanted);
  }
  const where = conditions.length > 0 ? `WHERE ${conditions.join(" AND ")}` : "";
  const rows = database.prepare(`SELECT * FROM logs ${where} ORDER BY block_number, log_index`).all(...values);
  return (rows as LogRow[]).map((row) => ({
    address: row.address,
    topics: [row.topic0, row.topic1, row.topic2, row.topic3].filter((topic) => topic !== null),
    data: row.data,
    blockNumber: row.block_number,
    blockHash: row.block_hash,
    transactionHash: row.transaction_hash,
    transactionIndex: row.transaction_index,
    logIndex: row.log_index,
    timestamp: row.timestamp,
  }));
}
