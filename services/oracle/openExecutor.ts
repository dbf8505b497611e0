import { readSecretFile } from "../../src/node/keys/readSecretFile.ts";
import { createQueueExecutor } from "../../src/node/scoring/createQueueExecutor.ts";
import { createWorkerExecutor } from "../../src/node/scoring/createWorkerExecutor.ts";
import type { ScoringExecutor } from "../../src/scoring/ScoringExecutor.ts";
import type { OracleConfig } from "./oracleConfigSchema.ts";

/** What carries scoring out, closed when nobody asks it any more; without an executor it is done on the spot. */
export type OpenExecutor = { readonly executor: ScoringExecutor | undefined; close(): Promise<void> };

/** Opens what a configuration wants scoring to be carried out by. */
export async function openExecutor(scoring: OracleConfig["scoring"]): Promise<OpenExecutor> {
  if (scoring.kind === "here") return { executor: undefined, close: async () => {} };
  const executor =
    scoring.kind === "threads"
      ? createWorkerExecutor(scoring.threads === undefined ? {} : { threads: scoring.threads })
      : createQueueExecutor({
          redisUrl: await readSecretFile(scoring.redisUrlFile),
          ...(scoring.queue === undefined ? {} : { queue: scoring.queue }),
        });
  return { executor, close: () => executor.close() };
}
