import { PRIVACY_KEY } from "./privacy/PRIVACY_KEY.ts";

/** What an update's file may say beside its numbers: how it was trained privately, and nothing else. */
export function notesOf(metadata: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const record = metadata.get(PRIVACY_KEY);
  return new Map(record === undefined ? [] : [[PRIVACY_KEY, record]]);
}
