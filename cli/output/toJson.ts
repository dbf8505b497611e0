/** What terminals act on and JSON leaves as it is. */
const CONTROLS = /[\u007f-\u009f]/g;

/** One JSON document, two spaces deep; bigints are decimal strings. */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? String(inner) : inner), 2);
  return json.replace(CONTROLS, (control) => `\\u00${control.charCodeAt(0).toString(16)}`);
}
