import { BaseError } from "../../src/errors/BaseError.ts";

/** A command line that says what it should not; `command` is the one whose help tells what it may. */
export function usageError(message: string, command: string): BaseError {
  return new BaseError("USAGE", message, { remedy: `See npm run ${command} -- --help.` });
}
