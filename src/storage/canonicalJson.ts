/** What JSON can hold. A number that is not finite is written as null. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * A value as the one JSON text with that content (the serialisation of RFC 8785): keys in code-unit order, no spaces,
 * the shortest digits that read back as the same double. Equal values have equal text and one digest.
 */
export function canonicalJson(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const record = value as { readonly [key: string]: JsonValue };
  const entries = Object.keys(record).sort();
  return `{${entries.map((key) => `${JSON.stringify(key)}:${canonicalJson(record[key] as JsonValue)}`).join(",")}}`;
}
