import { BaseError } from "../../src/errors/BaseError.ts";
import { RetryableError } from "../../src/errors/RetryableError.ts";
import { KeyError } from "../../src/node/keys/KeyError.ts";
import { ConfigError } from "./ConfigError.ts";

/** 0 stopped; 1 unexpected, starting again may help; 2 configuration or keys; 3 halted, and starting again does not help. */
export type ExitCode = 0 | 1 | 2 | 3;

/** What a service exits with when an error ends it. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof ConfigError || error instanceof KeyError) return 2;
  if (error instanceof RetryableError || !(error instanceof BaseError)) return 1;
  return error.code === "USAGE" || error.code === "PORT_UNUSABLE" ? 2 : 3;
}
