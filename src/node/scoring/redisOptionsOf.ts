import { BaseError } from "../../errors/BaseError.ts";

/** Options of a client, as both ioredis and BullMQ take them. */
export type RedisOptions = {
  readonly url: string;
  /** Lost connections, or ones that did not come, until a command fails; null for never. */
  readonly maxRetriesPerRequest: number | null;
  readonly connectTimeout: number;
  readonly retryStrategy: (times: number) => number;
};

const MOST_RETRIES = 3;
const CONNECT_MILLISECONDS = 5_000;
const LONGEST_PAUSE_MILLISECONDS = 2_000;

/**
 * Options of a client of Redis which connects again whenever its connection is lost.
 * @param url `redis://[[user]:password@]host[:port][/database]`, or `rediss://…` for TLS. It is in no error: it may hold a
 * password.
 * @param isForWaiting Whether its commands wait until there is a connection, instead of failing after a few tries.
 * @throws BaseError `REDIS_URL_INVALID`.
 */
export function redisOptionsOf(url: string, isForWaiting: boolean): RedisOptions {
  if (!/^rediss?:\/\/[^/]/.test(url) || !URL.canParse(url)) {
    throw new BaseError("REDIS_URL_INVALID", "The URL of Redis cannot be read.", {
      remedy: "Write it like redis://127.0.0.1:6379 or, with TLS, like rediss://redis.example.org:6380.",
    });
  }
  return {
    url,
    maxRetriesPerRequest: isForWaiting ? null : MOST_RETRIES,
    connectTimeout: CONNECT_MILLISECONDS,
    retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 10), LONGEST_PAUSE_MILLISECONDS),
  };
}
