import { expect } from "chai";
import type { Logger, LogMethod } from "../../../services/operation/Logger.ts";

export type SaidLine = {
  readonly level: "debug" | "info" | "warn" | "error";
  readonly fields: Readonly<Record<string, unknown>>;
  readonly message: string;
};

/** A logger that only remembers. */
export function quietLogger(): Logger & { readonly lines: SaidLine[] } {
  const lines: SaidLine[] = [];
  const say =
    (level: SaidLine["level"]): LogMethod =>
    (fields: Readonly<Record<string, unknown>> | string, message?: string) => {
      lines.push(
        typeof fields === "string" ? { level, fields: {}, message: fields } : { level, fields, message: message! },
      );
    };
  const logger = { debug: say("debug"), info: say("info"), warn: say("warn"), error: say("error") };
  return { ...logger, child: () => ({ ...logger, child: () => expect.fail("no child of a child") }), lines };
}
