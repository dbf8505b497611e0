import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** A lock that only its process can hold. */
export type Lock = { release(): void };

const BUSY = "database is locked";

/**
 * Takes the lock that a file stands for; undefined when another process holds it. The operating system frees it with the
 * process, however that ends, so that nobody has to guess whether its holder is alive.
 */
export function acquireLock(path: string): Lock | undefined {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(path);
  try {
    database.exec("PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;");
  } catch (error) {
    database.close();
    if (error instanceof Error && error.message.includes(BUSY)) return undefined;
    throw error;
  }
  return { release: () => database.close() };
}
