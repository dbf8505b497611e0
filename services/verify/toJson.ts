/** JSON with whole numbers of any size as decimal strings, and maps as objects. */
export function toJson(value: unknown): string {
  return JSON.stringify(
    value,
    (_, inner: unknown) =>
      typeof inner === "bigint" ? String(inner) : inner instanceof Map ? Object.fromEntries(inner) : inner,
    2,
  );
}
