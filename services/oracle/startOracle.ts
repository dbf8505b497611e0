import { openSigner } from "../../src/node/keys/openSigner.ts";
import { openStorage } from "../../src/node/openStorage.ts";
import { type StartDaemonParameters, startDaemon } from "../daemon/startDaemon.ts";
import type { RunningService, ServiceContext } from "../operation/RunningService.ts";
import { createOracleRole } from "./createOracleRole.ts";
import { openExecutor } from "./openExecutor.ts";
import type { OracleConfig } from "./oracleConfigSchema.ts";

export type StartOracleParameters = Pick<StartDaemonParameters, "onStep" | "endpoints" | "now"> & {
  readonly config: OracleConfig;
  readonly context: ServiceContext;
};

/** Opens what an oracle needs and starts it. */
export async function startOracle({ config, context, ...hooks }: StartOracleParameters): Promise<RunningService> {
  const { seats, turnSeconds, scoring } = config;
  const signer = await openSigner(config.signer);
  const storage = await openStorage(config.storage, {
    onFailure: (error) => context.logger.warn({ error }, "a store failed; another one served"),
  });
  return startDaemon({
    config,
    context,
    signer,
    storage,
    createRole: async (workplace) =>
      createOracleRole({ workplace, seats, turnSeconds, scoring: await openExecutor(scoring) }),
    ...hooks,
  });
}
