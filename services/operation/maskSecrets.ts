import { describeError } from "./describeError.ts";
import { isSecretName } from "./isSecretName.ts";
import { maskText } from "./maskText.ts";

/** Deeper than anything that is logged on purpose; also ends what refers to itself. */
const MOST_DEPTH = 8;

/** A copy of a value that JSON can hold and a log may: no secret fields, no URLs beyond their host, errors with their causes. */
export function maskSecrets(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return maskText(value);
  if (typeof value === "bigint") return String(value);
  if (typeof value === "function" || typeof value === "symbol") return `[${typeof value}]`;
  if (typeof value !== "object" || value === null) return value;
  if (depth >= MOST_DEPTH) return "[deep]";
  if (value instanceof Error) return describeError(value);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof URL) return maskText(value.href);
  if (value instanceof Date) return value.toJSON();
  if (value instanceof Map) return maskSecrets(Object.fromEntries(value), depth);
  if (value instanceof Set) return maskSecrets([...value], depth);
  if (Array.isArray(value)) return value.map((inner) => maskSecrets(inner, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isSecretName(name) ? "[secret]" : maskSecrets(inner, depth + 1),
    ]),
  );
}
