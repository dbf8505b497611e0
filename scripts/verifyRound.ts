import { main } from "../services/verify/main.ts";

process.exitCode = await main(process.argv.slice(2));
