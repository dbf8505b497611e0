import { parseArgs } from "node:util";
import { BaseError } from "../../src/errors/BaseError.ts";

export type ServiceOptions = {
  /** Path of the configuration; undefined only with `isHelp`. */
  readonly config: string | undefined;
  readonly isCheck: boolean;
  readonly isHelp: boolean;
};

/** What every service takes; the text of its usage. */
export const serviceUsage = `  --config FILE  configuration, JSON; every field is explained in docs/operating.md
  --check        checks configuration, keys, chain and contracts, and ends
  --help         this text

Exit code: 0 stopped, 1 unexpected error, 2 configuration or keys, 3 halted: an operator has to decide.`;

/**
 * Reads a service's arguments. No secret is ever one: others can see them.
 * @throws BaseError `USAGE` that names the argument.
 */
export function parseServiceOptions(argv: readonly string[]): ServiceOptions {
  const { config, check = false, help = false } = parse(argv);
  if (config === undefined && !help) throw usageError("--config is missing.");
  return { config, isCheck: check, isHelp: help };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: { config: { type: "string" }, check: { type: "boolean" }, help: { type: "boolean" } },
      strict: true,
    }).values;
  } catch (cause) {
    throw usageError(cause instanceof Error ? cause.message : String(cause));
  }
}

function usageError(message: string): BaseError {
  return new BaseError("USAGE", message, { remedy: "See --help." });
}
