import { openSigner } from "../../src/node/keys/openSigner.ts";
import { openStorage } from "../../src/node/openStorage.ts";
import { checkService } from "../daemon/checkService.ts";
import type { ExitCode } from "../operation/exitCodeOf.ts";
import { runService, type ServiceProcess } from "../operation/runService.ts";
import { oracleConfigSchema } from "./oracleConfigSchema.ts";
import { startOracle } from "./startOracle.ts";

export const usage = `Usage: npm run oracle -- --config FILE [--check]

Judges the rounds of models: takes its seats, scores, commits, reveals, settles and takes its fee. Runs until it is stopped.

  --config FILE   configuration, JSON; docs/operating.md names every field
  --check         read the configuration, open the keys, look at the chain, and end
  --help          this text

Exit code: 0 stopped, 1 unexpected, 2 configuration, 3 halted by what only an operator can decide.

Example: npm run oracle -- --config oracle.json --check`;

/** Runs an oracle as the command line says and resolves to the exit code. */
export async function main(argv: readonly string[], process: ServiceProcess): Promise<ExitCode> {
  return runService({
    name: "oracle",
    usage,
    argv,
    schema: oracleConfigSchema,
    process,
    start: (config, context) => startOracle({ config, context }),
    check: async (config) => {
      await openSigner(config.signer);
      await openStorage(config.storage);
      await checkService(config);
    },
  });
}
