import { createWorkerExecutor } from "../../src/node/scoring/createWorkerExecutor.ts";
import type { ScoringExecutor } from "../../src/scoring/ScoringExecutor.ts";
import type { OracleConfig } from "./oracleConfigSchema.ts";

/** An executor that is closed when nobody asks it any more; undefined work is done on the spot. */
export type OpenExecutor = { readonly executor: ScoringExecutor | undefined; close(): Promise<void> };

/** Opens what carries scoring out. */
export async function openExecutor(scoring: OracleConfig["scoring"]): Promise<OpenExecutor> {
  if (scoring.kind === "threads") {
    const executor = createWorkerExecutor(scoring.threads === undefined ? {} : { threads: scoring.threads });
    return { executor, close: () => executor.close() };
  }
  return { executor: undefined, close: async () => {} };
}
