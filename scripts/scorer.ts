import { main } from "../services/scorer/main.ts";

process.exitCode = await main(process.argv.slice(2), process);
