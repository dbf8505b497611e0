import { runSoak } from "../test/chaos/runSoak.ts";

process.exitCode = await runSoak(process.argv.slice(2));
