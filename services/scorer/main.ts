import { hostname } from "node:os";
import { pid } from "node:process";
import { BaseError } from "../../src/errors/BaseError.ts";
import { readSecretFile } from "../../src/node/keys/readSecretFile.ts";
import { createWorkerExecutor } from "../../src/node/scoring/createWorkerExecutor.ts";
import { loadQueue } from "../../src/node/scoring/loadQueue.ts";
import type { QueueWorkerEvent } from "../../src/node/scoring/startQueueWorker.ts";
import { createLogger } from "../operation/createLogger.ts";
import { type ExitCode, exitCodeOf } from "../operation/exitCodeOf.ts";
import type { Logger } from "../operation/Logger.ts";
import { maskText } from "../operation/maskText.ts";
import type { ServiceProcess } from "../operation/runService.ts";
import { parseOptions, type ScorerOptions } from "./parseOptions.ts";

export const usage = `Usage: node --import tsx scripts/scorer.ts --redis-file FILE [options]

Answers the scoring jobs of one oracle, on a machine of that oracle, until it is stopped. It needs neither key nor store.

  --redis-file FILE  first line of a file that only its owner can read: redis://[user:password@]host[:port][/database]
  --redis URL        the same as an argument, which others can see: for a Redis without a password
  --queue NAME       name of the oracle's queue (default scoring)
  --threads N        threads that work (default: as many as the machine runs at once)
  --lock-seconds N   when it has been silent for so long, others take its jobs (default 5)
  --help             this text

Exit code: 0 stopped, 1 unexpected error, 2 arguments.`;

/** Runs a scoring worker until SIGTERM or SIGINT, ends what it is at, and resolves to the exit code. The second signal ends it at once. */
export async function main(argv: readonly string[], process: ServiceProcess): Promise<ExitCode> {
  try {
    const options = parseOptions(argv);
    if (options.isHelp) {
      process.stdout.write(`${usage}\n`);
      return 0;
    }
    await work(options, process);
    return 0;
  } catch (error) {
    const text = error instanceof BaseError ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`Error: ${maskText(text ?? "")}\n`);
    return error instanceof BaseError && error.code === "REDIS_URL_INVALID" ? 2 : exitCodeOf(error);
  }
}

async function work(options: ScorerOptions, process: ServiceProcess): Promise<void> {
  const { redis, redisFile = "", queue, threads, lockMilliseconds } = options;
  const redisUrl = redis ?? (await readSecretFile(redisFile));
  const logger = createLogger({ level: "info", service: "scorer", destination: process.stderr });
  const name = `${hostname()}/${pid}`;
  const { startQueueWorker } = await loadQueue(() => import("../../src/node/scoring/startQueueWorker.ts"));
  const executor = createWorkerExecutor({ threads });
  const onEvent = (event: QueueWorkerEvent) => report(logger, event);
  const worker = startQueueWorker({ redisUrl, queue, executor, name, lockMilliseconds, onEvent });
  logger.info({ name, queue, threads }, "waiting for jobs");

  const { signal, off } = await nextSignal(process);
  logger.info({ signal }, "stopping; once more to stop at once");
  const onSecond = () => process.exit(1);
  process.on("SIGTERM", onSecond).on("SIGINT", onSecond);
  off();
  await worker.close();
  await executor.close();
  process.off("SIGTERM", onSecond).off("SIGINT", onSecond);
  logger.info("stopped");
}

function report(logger: Logger, event: QueueWorkerEvent): void {
  if (event.kind === "answered") {
    const { jobId, question, files } = event;
    logger.info({ jobId, question, files }, "answered a job");
  } else if (event.kind === "failed") {
    logger.error({ jobId: event.jobId, error: event.error }, "could not answer a job");
  } else {
    logger.warn({ error: event.error }, "trouble with Redis");
  }
}

/** The first signal that ends a service, and how to stop listening: only once others do, for the process would die of it. */
async function nextSignal(process: ServiceProcess): Promise<{ signal: NodeJS.Signals; off: () => void }> {
  let off = () => {};
  const signal = await new Promise<NodeJS.Signals>((resolve) => {
    process.on("SIGTERM", resolve).on("SIGINT", resolve);
    off = () => process.off("SIGTERM", resolve).off("SIGINT", resolve);
  });
  return { signal, off };
}
