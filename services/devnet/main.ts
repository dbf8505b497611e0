import { BaseError } from "../../src/errors/BaseError.ts";
import { parseOptions, usage } from "./parseOptions.ts";
import { type DevnetProcess, startDevnet } from "./startDevnet.ts";

/** Runs a devnet as the command line says until it is stopped, and resolves to the exit code. */
export async function main(argv: readonly string[], process: DevnetProcess): Promise<number> {
  try {
    const { isHelp, ...options } = parseOptions(argv);
    if (isHelp) process.stdout.write(`${usage}\n`);
    else await startDevnet(options, process);
    return 0;
  } catch (error) {
    const text = error instanceof BaseError ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`Error: ${text}\n`);
    return error instanceof BaseError && error.code === "USAGE" ? 2 : 1;
  }
}
