import { join } from "node:path";
import { openSigner } from "../../src/node/keys/openSigner.ts";
import { openStorage } from "../../src/node/openStorage.ts";
import { type StartDaemonParameters, startDaemon } from "../daemon/startDaemon.ts";
import type { RunningService, ServiceContext } from "../operation/RunningService.ts";
import type { ContributorConfig } from "./contributorConfigSchema.ts";
import { createContributorRole } from "./createContributorRole.ts";
import { openTrainer } from "./trainer/openTrainer.ts";

export type StartContributorParameters = Pick<StartDaemonParameters, "onStep" | "now"> & {
  readonly config: ContributorConfig;
  readonly context: ServiceContext;
};

/** Opens what a contributor needs, its data among it, and starts it. */
export async function startContributor({
  config,
  context,
  ...hooks
}: StartContributorParameters): Promise<RunningService> {
  const { models, publication, maxBond, minPot, minClaim } = config;
  const signer = await openSigner(config.signer);
  const storage = await openStorage(config.storage, {
    onFailure: (error) => context.logger.warn({ error }, "a store failed; another one served"),
  });
  const trainer = await openTrainer(config.trainer, {
    store: storage,
    workFolder: join(config.stateFolder, "training"),
    configFolder: context.configFolder,
  });
  return startDaemon({
    config,
    context,
    signer,
    storage,
    createRole: (tools) =>
      createContributorRole({ tools, trainer, settings: { models, publication, maxBond, minPot, minClaim } }),
    ...hooks,
  });
}
