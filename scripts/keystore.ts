import { main } from "../services/keystore/main.ts";

process.exitCode = await main(process.argv.slice(2), { input: process.stdin, output: process.stderr });
