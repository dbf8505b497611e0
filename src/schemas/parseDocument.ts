import type { z } from "zod";
import { BaseError } from "../errors/BaseError.ts";

const MOST_CHARACTERS = 60;

/**
 * What a schema makes of a value that came from outside.
 * @param what What the value is meant to be, like "offer" or "model card"; for the message.
 * @throws BaseError `DOCUMENT_INVALID` with a line for every field that is wrong: its name, what it holds, what to write.
 */
export function parseDocument<T extends z.ZodType>(schema: T, value: unknown, what: string): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => {
    const held = path.reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), value);
    return `- ${path.length === 0 ? what : path.join(".")} is ${show(held)}: ${message}`;
  });
  throw new BaseError("DOCUMENT_INVALID", `The ${what} is not valid.`, {
    remedy: lines.join("\n"),
    cause: parsed.error,
  });
}

function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === "object" && value !== null;
}

function show(value: unknown): string {
  if (value === undefined) return "missing";
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  const text = JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? `${inner}` : inner)) ?? String(value);
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}
