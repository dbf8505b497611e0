import { BaseError } from "../../../errors/BaseError.ts";

/** Where a Redis is, and how to log in. */
export type RedisAddress = {
  readonly host: string;
  readonly port: number;
  readonly isEncrypted: boolean;
  /** Empty for the user that Redis calls "default". */
  readonly username: string;
  /** Empty for none. */
  readonly password: string;
  /** Number of the database. */
  readonly database: number;
};

/**
 * Reads `redis://[[user]:password@]host[:port][/database]`, or `rediss://…` for TLS. The URL is in no error: it may hold the
 * password.
 * @throws BaseError `REDIS_URL_INVALID`.
 */
export function readRedisUrl(text: string): RedisAddress {
  const url = URL.parse(text);
  const database = url?.pathname.replace(/^\//, "") ?? "";
  const username = decoded(url?.username ?? "");
  const password = decoded(url?.password ?? "");
  const isRead = username !== undefined && password !== undefined && /^\d{0,4}$/.test(database);
  if (url === null || !isRead || !/^rediss?:$/.test(url.protocol) || url.hostname === "") {
    throw new BaseError("REDIS_URL_INVALID", "The URL of Redis cannot be read.", {
      remedy: "Write redis://[user:password@]host[:port][/database], or rediss:// for TLS.",
    });
  }
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? 6379 : Number(url.port),
    isEncrypted: url.protocol === "rediss:",
    username,
    password,
    database: Number(database),
  };
}

/** Undefined when a percent sign is not followed by what it announces. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
