import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { contributorConfigSchema } from "../../../services/contributor/contributorConfigSchema.ts";
import { startContributor } from "../../../services/contributor/startContributor.ts";
import type { RunningService } from "../../../services/operation/RunningService.ts";
import { oracleConfigSchema } from "../../../services/oracle/oracleConfigSchema.ts";
import { startOracle } from "../../../services/oracle/startOracle.ts";
import type { ChildMessage, KillOrder } from "./ChildMessage.ts";
import { serviceContext } from "./startStage.ts";

/** A service in a process of its own, which kills itself where it is told to: `serviceChild.ts NAME CONFIG-FILE`. */
async function serve(): Promise<void> {
  const [name, path] = process.argv.slice(2) as [string, string];
  const raw = JSON.parse(await readFile(path, "utf8")) as object;
  let order: KillOrder | undefined;
  let service: RunningService | undefined;
  process.on("message", (message) => {
    order = message as KillOrder;
  });
  // Without its parent there is nothing to do.
  process.on("disconnect", () => process.exit(0));

  const tell = (message: ChildMessage) => process.send?.(message);
  const onStep = (step: string, details: Readonly<Record<string, unknown>> = {}) => {
    const act = typeof details.key === "string" ? details.key.split("/")[0] : undefined;
    if (order !== undefined && order.point === (order.point.includes(" ") ? `${step} ${act}` : step)) {
      order = { ...order, times: order.times - 1 };
      if (order.times <= 0) process.kill(process.pid, "SIGKILL");
    }
    if (step === "turned") tell({ step, head: service?.status().head?.number ?? 0 });
    if (step === "job-begun" || step === "job-ended") tell({ step });
  };
  const context = serviceContext(name);
  service =
    "seats" in raw
      ? await startOracle({ config: oracleConfigSchema.parse(raw), context, onStep })
      : await startContributor({ config: contributorConfigSchema.parse(raw), context, onStep });
  process.on("SIGTERM", () => void service?.stop().then(() => process.exit(0)));
}

// Test runners load every file of this folder; only a process of its own serves.
if (process.argv[1] === fileURLToPath(import.meta.url)) await serve();
