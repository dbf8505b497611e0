import { openSigner } from "../../src/node/keys/openSigner.ts";
import { openStorage } from "../../src/node/openStorage.ts";
import { type StartDaemonParameters, startDaemon } from "../daemon/startDaemon.ts";
import type { RunningService, ServiceContext } from "../operation/RunningService.ts";
import { createOracleRole } from "./createOracleRole.ts";
import { createJudgeBeside } from "./judgeBeside.ts";
import type { OracleConfig } from "./oracleConfigSchema.ts";

export type StartOracleParameters = Pick<StartDaemonParameters, "onStep" | "now"> & {
  readonly config: OracleConfig;
  readonly context: ServiceContext;
};

/** Opens what an oracle needs and starts it. */
export async function startOracle({ config, context, ...hooks }: StartOracleParameters): Promise<RunningService> {
  const { seats, turnSeconds, minFee } = config;
  const signer = await openSigner(config.signer);
  const storage = await openStorage(config.storage, {
    onFailure: (error) => context.logger.warn({ error }, "a store failed; another one served"),
  });
  const judge = createJudgeBeside(config, signer.address);
  return startDaemon({
    config,
    context,
    signer,
    storage,
    createRole: (tools) => createOracleRole({ tools, seats, turnSeconds, minFee, judge }),
    ...hooks,
  });
}
