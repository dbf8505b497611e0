import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import { baseConfigSchema } from "../../../services/operation/baseConfigSchema.ts";
import { runService } from "../../../services/operation/runService.ts";
import { openSigner } from "../../../src/node/keys/openSigner.ts";
import { exampleStatus } from "./exampleStatus.ts";

/**
 * A service that opens its key, says everything it knows, and waits. It runs as a process of its own, because what is tested is
 * what others can see of one.
 */
async function probe(): Promise<void> {
  process.exitCode = await runService({
    name: "probe",
    usage: "Usage: probe",
    argv: process.argv.slice(2),
    schema: baseConfigSchema,
    process,
    async check(config, { logger }) {
      logger.info({ config, signer: await openSigner(config.signer) }, "checked");
    },
    async start(config, { logger, metrics }) {
      const signer = await openSigner(config.signer);
      for (const url of config.chain.endpoints) metrics.countRequest(new URL(url).host, "agreed");
      const secret = await signer.deriveSecret("salt.1");
      logger.info({ config, signer, text: inspect(signer, { showHidden: true, depth: 9 }), salt: secret }, "started");
      let stop = (_how: "stopped") => {};
      const done = new Promise<"stopped">((resolve) => {
        stop = resolve;
      });
      // Keeps the process alive, as a loop would.
      const timer = setInterval(() => {}, 1000);
      if (config.stateFolder.endsWith("throws")) {
        setImmediate(() => {
          throw new Error(`a mistake at https://node.example/${new URL(config.chain.endpoints[0]!).pathname}`);
        });
      }
      return {
        status: () => ({ ...exampleStatus, lastTurnAt: Date.now() }),
        done,
        async stop() {
          clearInterval(timer);
          writeFileSync(join(config.stateFolder, "closed"), "");
          stop("stopped");
        },
      };
    },
  });
}

// Test runners load every file of this folder; only a process of its own is the probe.
if (process.argv[1] === fileURLToPath(import.meta.url)) await probe();
