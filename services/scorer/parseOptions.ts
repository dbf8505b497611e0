import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { BaseError } from "../../src/errors/BaseError.ts";

export type ScorerOptions = {
  /** Undefined only with `isHelp`, or where `redisFile` is given. */
  readonly redis: string | undefined;
  /** File whose first line is the URL: others see arguments. */
  readonly redisFile: string | undefined;
  readonly queue: string;
  readonly threads: number;
  /** See `startQueueWorker`. */
  readonly lockMilliseconds: number;
  readonly isHelp: boolean;
};

/**
 * Reads the arguments of a scoring worker.
 * @throws BaseError `USAGE` that names the argument and what it may be.
 */
export function parseOptions(argv: readonly string[]): ScorerOptions {
  const { redis, "redis-file": redisFile, queue = "scoring", threads, help = false, ...rest } = parse(argv);
  const count = threads ?? String(availableParallelism());
  const lockSeconds = rest["lock-seconds"] ?? "5";
  if (!help && (redis === undefined) === (redisFile === undefined)) {
    throw usageError("Give either --redis or --redis-file.");
  }
  if (!/^[1-9]\d{0,2}$/.test(count)) throw usageError(`--threads must be 1 to 999, not "${count}".`);
  if (!/^[\w.-]{1,64}$/.test(queue)) throw usageError(`--queue must be letters, digits and ._- , not "${queue}".`);
  if (!/^[1-9]\d{0,2}$/.test(lockSeconds)) throw usageError(`--lock-seconds must be 1 to 999, not "${lockSeconds}".`);
  return {
    redis,
    redisFile,
    queue,
    threads: Number(count),
    lockMilliseconds: 1000 * Number(lockSeconds),
    isHelp: help,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        redis: { type: "string" },
        "redis-file": { type: "string" },
        queue: { type: "string" },
        threads: { type: "string" },
        "lock-seconds": { type: "string" },
        help: { type: "boolean" },
      },
      strict: true,
    }).values;
  } catch (cause) {
    throw usageError(cause instanceof Error ? cause.message : String(cause));
  }
}

function usageError(message: string): BaseError {
  return new BaseError("USAGE", message, { remedy: "See --help." });
}
