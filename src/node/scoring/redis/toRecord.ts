import type { RedisReply } from "./RedisReply.ts";

/** A hash as Redis lists it, field after value, as an object. */
export function toRecord(reply: RedisReply): Record<string, string> {
  const listed = Array.isArray(reply) ? reply : [];
  const record: Record<string, string> = {};
  for (let at = 0; at + 1 < listed.length; at += 2) record[String(listed[at])] = String(listed[at + 1]);
  return record;
}
