import { BaseError } from "../../src/errors/BaseError.ts";
import { maskText } from "./maskText.ts";

/** An error, as a log shows it. */
export type ErrorDescription = {
  readonly name: string;
  readonly code?: string;
  readonly message: string;
  readonly remedy?: string;
  /** Only of errors that nobody expected. */
  readonly stack?: string;
  readonly cause?: ErrorDescription;
};

const MOST_CAUSES = 5;

/** Code, message, remedy and causes of an error, without secrets. What else an error carries, such as a request, is left out. */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { name: "unknown", message: maskText(String(error)) };
  const [message = "", ...remedy] = error.message.split("\n");
  const { code, cause } = error as { readonly code?: unknown; readonly cause?: unknown };
  const isOurs = error instanceof BaseError;
  return {
    name: error.name,
    ...(typeof code === "string" ? { code } : {}),
    message: maskText(isOurs ? message : error.message),
    ...(isOurs && remedy.length > 0 ? { remedy: maskText(remedy.join("\n")) } : {}),
    ...(isOurs || error.stack === undefined || depth > 0 ? {} : { stack: maskText(framesOf(error.stack)) }),
    ...(cause === undefined || depth >= MOST_CAUSES ? {} : { cause: describeError(cause, depth + 1) }),
  };
}

/** The stack without the message that it begins with. */
function framesOf(stack: string): string {
  return stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
}
