/** What Redis answers to one command. An error inside of an array is an item of it. */
export type RedisReply = string | number | null | RedisError | RedisReply[];

/** Redis refused a command. Its message begins with a code: `NOSCRIPT`, `WRONGTYPE`, `ERR` … */
export class RedisError extends Error {
  override name = "RedisError";
}
