import { join } from "node:path";
import { openSigner } from "../../src/node/keys/openSigner.ts";
import { openStorage } from "../../src/node/openStorage.ts";
import { checkService } from "../daemon/checkService.ts";
import type { ExitCode } from "../operation/exitCodeOf.ts";
import { runService, type ServiceProcess } from "../operation/runService.ts";
import { contributorConfigSchema } from "./contributorConfigSchema.ts";
import { startContributor } from "./startContributor.ts";
import { openTrainer } from "./trainer/openTrainer.ts";

export const usage = `Usage: npm run contributor -- --config FILE [--check]

Trains in the rounds of models, next to the data, and takes what it earns. The data never leaves this machine.
Runs until it is stopped.

  --config FILE   configuration, JSON; docs/operating.md names every field
  --check         read the configuration, open keys and data, look at the chain, and end
  --help          this text

Exit code: 0 stopped, 1 unexpected, 2 configuration, 3 halted by what only an operator can decide.

Example: npm run contributor -- --config contributor.json --check`;

/** Runs a contributor as the command line says and resolves to the exit code. */
export async function main(argv: readonly string[], process: ServiceProcess): Promise<ExitCode> {
  return runService({
    name: "contributor",
    usage,
    argv,
    schema: contributorConfigSchema,
    process,
    start: (config, context) => startContributor({ config, context }),
    check: async (config, { configFolder }) => {
      await openSigner(config.signer);
      const store = await openStorage(config.storage);
      const trainer = await openTrainer(config.trainer, {
        store,
        workFolder: join(config.stateFolder, "training"),
        configFolder,
      });
      await trainer.close();
      await checkService(config);
    },
  });
}
