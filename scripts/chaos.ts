import { runChaos } from "../test/chaos/runChaos.ts";

process.exitCode = await runChaos(process.argv.slice(2));
