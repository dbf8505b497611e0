import { normalize } from "node:path";

/** A file, as `stat` tells of it. */
export type FileAccess = { readonly path: string; readonly mode: number; readonly uid: number };

/**
 * Whether nobody but its owner can read a file. Credentials that systemd hands to a service count: they belong to root, and the
 * access list that lets the service's user in shows in the mode as if the group could read, inside a folder closed to others.
 */
export function isReadByOwnerAlone({ path, mode, uid }: FileAccess): boolean {
  if ((mode & 0o077) === 0) return true;
  return normalize(path).startsWith("/run/credentials/") && uid === 0 && (mode & 0o077) === 0o040;
}
