import { main } from "../services/oracle/main.ts";

process.exitCode = await main(process.argv.slice(2), process);
