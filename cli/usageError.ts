import { BaseError } from "../src/errors/BaseError.ts";

/** The command line says what it should not. */
export function usageError(message: string, remedy?: string): BaseError {
  return new BaseError("USAGE", message, remedy === undefined ? {} : { remedy });
}
