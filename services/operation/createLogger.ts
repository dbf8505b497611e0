import { type Logger as Pino, pino, stdTimeFunctions } from "pino";
import type { Logger, LogMethod } from "./Logger.ts";
import { maskSecrets } from "./maskSecrets.ts";
import { maskText } from "./maskText.ts";

export type CreateLoggerParameters = {
  readonly level: "debug" | "info" | "warn" | "error";
  readonly service: string;
  /** Where lines go: `process.stderr`, or what remembers them. */
  readonly destination: { write(line: string): unknown };
};

/** A logger of JSON lines. Everything passes through `maskSecrets` on its way, whichever call it came by. */
export function createLogger({ level, service, destination }: CreateLoggerParameters): Logger {
  const options = {
    level,
    base: { service, pid: process.pid },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return wrap(pino(options, { write: (line) => void destination.write(line) }));
}

function wrap(logger: Pino): Logger {
  return {
    debug: method(logger, "debug"),
    info: method(logger, "info"),
    warn: method(logger, "warn"),
    error: method(logger, "error"),
    child: (fields) => wrap(logger.child(maskSecrets(fields) as Record<string, unknown>)),
  };
}

function method(logger: Pino, level: "debug" | "info" | "warn" | "error"): LogMethod {
  return (first: Readonly<Record<string, unknown>> | string, message?: string) => {
    if (!logger.isLevelEnabled(level)) return;
    if (typeof first === "string") logger[level](maskText(first));
    else logger[level](maskSecrets(first), maskText(message ?? ""));
  };
}
