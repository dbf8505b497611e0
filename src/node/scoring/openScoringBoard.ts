import { Redis } from "ioredis";
import { BaseError } from "../../errors/BaseError.ts";
import { requireContent } from "../../storage/requireContent.ts";
import { StorageError } from "../../storage/StorageError.ts";
import { QUEUE_PREFIX } from "./QUEUE_PREFIX.ts";
import { redisOptionsOf } from "./redisOptionsOf.ts";

/** What jobs leave in Redis beside the queue: larger content, and who computed what. Everything expires. */
export type ScoringBoard = {
  /** Keeps content under its digest for an hour. */
  put(digest: string, bytes: Uint8Array): Promise<void>;
  /** @throws StorageError `CONTENT_MISSING` or `CONTENT_CORRUPT`. */
  get(digest: string): Promise<Uint8Array>;
  remove(digest: string): Promise<void>;
  /**
   * Notes what a worker computed for a job.
   * @throws BaseError `SCORING_RESULTS_DIFFER` when something else is noted already; that is noted, too.
   */
  note(jobId: string, result: Result): Promise<void>;
  /** @throws BaseError `SCORING_RESULTS_DIFFER` when two results of any job differed in the last day. */
  assertAgreed(): Promise<void>;
  close(): void;
};

export type Result = {
  /** SHA-256 of the encoded answers. */
  readonly resultDigest: string;
  /** Name of who computed them. */
  readonly worker: string;
};

const CONTENT_SECONDS = 3_600;
const NOTE_SECONDS = 86_400;

/** KEYS: note, differences. ARGV: digest, worker, job, seconds. Gives the note that was there before, or nothing. */
const NOTE_SCRIPT = `
local known = redis.call("HMGET", KEYS[1], "digest", "worker")
if not known[1] then
  redis.call("HSET", KEYS[1], "digest", ARGV[1], "worker", ARGV[2])
  redis.call("EXPIRE", KEYS[1], ARGV[4])
  return false
end
if known[1] == ARGV[1] then return false end
redis.call("HSET", KEYS[2], ARGV[3], known[2] .. " and " .. ARGV[2])
redis.call("EXPIRE", KEYS[2], ARGV[4])
return known[2]`;

export type OpenScoringBoardParameters = {
  /** See `redisOptionsOf`. */
  readonly redisUrl: string;
  /** Name of the queue. */
  readonly queue: string;
  /** Told of every connection that was lost or did not come. */
  readonly onError: (error: Error) => void;
};

/**
 * The board of a queue. A call fails when Redis does not answer.
 * @throws BaseError `REDIS_URL_INVALID`.
 */
export function openScoringBoard({ redisUrl, queue, onError }: OpenScoringBoardParameters): ScoringBoard {
  const { url, ...options } = redisOptionsOf(redisUrl, false);
  const client = new Redis(url, options);
  client.on("error", onError);
  const keyOf = (...words: string[]) => [QUEUE_PREFIX, queue, ...words].join(":");
  const differences = keyOf("differences");
  return {
    async put(digest, bytes) {
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      await client.set(keyOf("content", digest), buffer, "EX", CONTENT_SECONDS);
    },
    async get(digest) {
      const buffer = await client.getBuffer(keyOf("content", digest));
      if (buffer !== null) return requireContent(new Uint8Array(buffer), digest);
      throw new StorageError("CONTENT_MISSING", `Redis does not have ${digest} any more.`, {
        remedy:
          "Score the round again; keep its eviction policy at noeviction, and its memory above what scoring needs.",
      });
    },
    async remove(digest) {
      await client.del(keyOf("content", digest));
    },
    async note(jobId, { resultDigest, worker }) {
      const keys = [keyOf("note", jobId), differences];
      const known = await client.eval(NOTE_SCRIPT, keys.length, ...keys, resultDigest, worker, jobId, NOTE_SECONDS);
      if (known !== null) throw differing(jobId, `${known} and ${worker}`, differences);
    },
    async assertAgreed() {
      const [first] = Object.entries(await client.hgetall(differences));
      if (first !== undefined) throw differing(first[0], first[1], differences);
    },
    close() {
      client.disconnect();
    },
  };
}

function differing(jobId: string, workers: string, key: string): BaseError {
  return new BaseError(
    "SCORING_RESULTS_DIFFER",
    `Two workers computed different results for scoring job ${jobId}: ${workers}.`,
    { remedy: `One of these machines is damaged or runs another version. Take it away, then delete ${key} in Redis.` },
  );
}
