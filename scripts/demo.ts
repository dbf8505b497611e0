import { main } from "../services/demo/main.ts";

process.exitCode = await main(process.argv.slice(2));
