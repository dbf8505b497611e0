/** The tables that the kept part of the chain is in: its last blocks, and the events that `selectLogs` reads. */
export const chainSchema = `
CREATE TABLE blocks (
  number INTEGER PRIMARY KEY,
  hash TEXT NOT NULL,
  timestamp INTEGER NOT NULL
);
CREATE TABLE logs (
  block_number INTEGER NOT NULL,
  log_index INTEGER NOT NULL,
  block_hash TEXT NOT NULL,
  transaction_hash TEXT NOT NULL,
  transaction_index INTEGER NOT NULL,
  address TEXT NOT NULL,
  topic0 TEXT, topic1 TEXT, topic2 TEXT, topic3 TEXT,
  data TEXT NOT NULL,
  timestamp INTEGER NOT NULL,
  PRIMARY KEY (block_number, log_index)
) WITHOUT ROWID;
CREATE INDEX logs_by_subject ON logs (topic1, topic0);
CREATE INDEX logs_by_kind ON logs (topic0, topic2, topic1);
`;
