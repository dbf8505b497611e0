import { readSecretFile } from "../../src/node/keys/readSecretFile.ts";
import type { ClosableExecutor } from "../../src/node/scoring/createWorkerExecutor.ts";
import { loadQueue } from "../../src/node/scoring/loadQueue.ts";
import type { ScoringExecutor } from "../../src/scoring/ScoringExecutor.ts";
import type { OracleConfig } from "./oracleConfigSchema.ts";

/** What carries scoring out, closed when nobody asks it any more; without an executor it is done on the spot. */
export type OpenExecutor = { readonly executor: ScoringExecutor | undefined; close(): Promise<void> };

/** Opens what a configuration wants scoring to be carried out by. */
export async function openExecutor(scoring: OracleConfig["scoring"]): Promise<OpenExecutor> {
  if (scoring.kind === "here") return { executor: undefined, close: async () => {} };
  const executor = scoring.kind === "threads" ? await openThreads(scoring.threads) : await openQueue(scoring);
  return { executor, close: () => executor.close() };
}

// Each judgement opens its executor anew, so that only what is configured is loaded.

async function openThreads(threads: number | undefined): Promise<ClosableExecutor> {
  const { createWorkerExecutor } = await import("../../src/node/scoring/createWorkerExecutor.ts");
  return createWorkerExecutor(threads === undefined ? {} : { threads });
}

async function openQueue({
  redisUrlFile,
  queue,
}: Extract<OracleConfig["scoring"], { kind: "queue" }>): Promise<ClosableExecutor> {
  const { createQueueExecutor } = await loadQueue(() => import("../../src/node/scoring/createQueueExecutor.ts"));
  return createQueueExecutor({
    redisUrl: await readSecretFile(redisUrlFile),
    ...(queue === undefined ? {} : { queue }),
  });
}
