import { BaseError } from "../errors/BaseError.ts";
import type { Key, TableName } from "./tables.ts";

/** `INDEX_ROW_MISSING`: an event changes what no earlier event made. */
export function missingRow<T extends TableName>(table: T, key: Key<T>): BaseError {
  const named = Object.entries(key).map(([column, value]) => `${column} ${value}`);
  return new BaseError("INDEX_ROW_MISSING", `The index has no ${table} with ${named.join(", ")}.`, {
    remedy: "Begin at the block of the deployment, with the addresses of one deployment: earlier events are missing.",
  });
}
