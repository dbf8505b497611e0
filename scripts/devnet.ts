import { main } from "../services/devnet/main.ts";

process.exitCode = await main(process.argv.slice(2), process);
