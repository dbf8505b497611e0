import type { DatabaseSync } from "node:sqlite";
import type { EventLog } from "../../chain/EventLog.ts";

/** Prepares what writes one event of the chain into the database. */
export function prepareLogInsert(database: DatabaseSync): (log: EventLog) => void {
  const insert = database.prepare("INSERT INTO logs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  return (log) => {
    const { blockNumber, logIndex, blockHash, transactionHash, transactionIndex, address, data, timestamp } = log;
    const [topic0 = null, topic1 = null, topic2 = null, topic3 = null] = log.topics;
    insert.run(
      blockNumber,
      logIndex,
      blockHash,
      transactionHash,
      transactionIndex,
      address,
      topic0,
      topic1,
      topic2,
      topic3,
      data,
      timestamp,
    );
  };
}
