import { DatabaseSync } from "node:sqlite";
import type { EventStore } from "../../chain/EventStore.ts";
import { selectLogs } from "./selectLogs.ts";

/** The kept events of a service's state, to read beside the one who writes it. */
export function openEvents(path: string): EventStore & { close(): void } {
  const database = new DatabaseSync(path, { readOnly: true });
  database.exec("PRAGMA busy_timeout = 5000;");
  return { logs: (filter) => selectLogs(database, filter), close: () => database.close() };
}
