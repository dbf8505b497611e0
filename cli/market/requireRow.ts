import type { Row } from "../../src/indexing/tables.ts";
import type { Index } from "../../src/node/indexing/openIndex.ts";
import { AdvisedError } from "../AdvisedError.ts";

const lists = {
  dataset: "dataset list",
  model: "model list",
  offer: "license offer list",
  license: "license list",
} as const;

/** Tables whose rows are found by a number that people type. */
export type NumberedTable = keyof typeof lists;

/** The row with a number that was typed. @throws AdvisedError `NOT_FOUND`. */
export async function requireRow<T extends NumberedTable>(index: Index, table: T, id: bigint): Promise<Row<T>> {
  const row = id < 2n ** 63n ? await index.row<NumberedTable>(table, { id }) : undefined;
  if (row === undefined) {
    const next = lists[table];
    throw new AdvisedError("NOT_FOUND", `There is no ${table} ${id}.`, { remedy: "Look it up in the list.", next });
  }
  return row as Row<T>;
}
