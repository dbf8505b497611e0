import { BaseError } from "../../errors/BaseError.ts";

/**
 * Imports a module that works with the queue. BullMQ and ioredis are optional: most oracles score on one machine.
 * @throws BaseError `QUEUE_MISSING` when they are not installed.
 */
export async function loadQueue<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "ERR_MODULE_NOT_FOUND")) throw cause;
    throw new BaseError(
      "QUEUE_MISSING",
      "Scoring over several machines needs bullmq and ioredis, which are not there.",
      {
        remedy: "Run npm install bullmq ioredis beside this package, or configure scoring in threads.",
        cause,
      },
    );
  }
}
