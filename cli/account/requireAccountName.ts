import { usageError } from "../usageError.ts";

/** @throws BaseError `USAGE` for what cannot be a file's name everywhere. */
export function requireAccountName(name: string): void {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/.test(name)) return;
  throw usageError(`An account's name has letters, digits, dots and dashes, 32 at most, not "${name}".`);
}
