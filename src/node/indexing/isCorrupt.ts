/** Primary result codes of SQLite: a malformed database, and a file that is none. */
const CODES = new Set([11, 26]);

/** Whether an error says that the database's file cannot be used. */
export function isCorrupt(error: unknown): boolean {
  const code = error instanceof Error && "errcode" in error ? Number(error.errcode) : 0;
  // Extended codes keep the primary one in their last byte.
  return CODES.has(code & 0xff);
}
