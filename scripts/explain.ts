import { main } from "../services/explain/main.ts";

process.exitCode = await main(process.argv.slice(2));
