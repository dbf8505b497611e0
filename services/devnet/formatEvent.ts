import type { LogEvent } from "./LogEvent.ts";

export type FormatEventOptions = {
  /** Width of the longest name. */
  readonly width: number;
  /** Number of the name's color; undefined: no colors. */
  readonly color: number | undefined;
};

/** Cyan, yellow, magenta, green, blue, and their bright sisters. */
const COLORS = [36, 33, 35, 32, 34, 96, 93, 95, 92, 94];
const LEVEL_COLORS: Readonly<Record<string, number>> = { warn: 33, error: 31 };
const MOST_CHARACTERS = 90;
/** On every line of a service, and of no interest here. */
const HIDDEN = new Set(["time", "level", "service", "pid", "msg"]);
/** Digests and addresses: enough of them to tell them apart. */
const LONG_HEX = /0x([0-9a-f]{6})[0-9a-f]{10,}([0-9a-f]{4})/gi;
/** What a terminal might obey. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to be kept out
const CONTROL = /[\u0000-\u001f\u007f-\u009f]+/g;

/** One line for a log event: `oracle-1 │ 14:05:12 info  message  field=value`. */
export function formatEvent(name: string, event: LogEvent, { width, color }: FormatEventOptions): string {
  const paint = (text: string, code: number | undefined) =>
    color === undefined || code === undefined ? text : `\u001b[${code}m${text}\u001b[0m`;
  const label = paint(`${name.padEnd(width)} │`, color === undefined ? undefined : COLORS[color % COLORS.length]);
  const level = paint(event.level.padEnd(5), LEVEL_COLORS[event.level]);
  const fields = Object.entries(event)
    .filter(([key]) => !HIDDEN.has(key))
    .map(([key, value]) => `${paint(`${key}=`, 2)}${shorten(value)}`);
  return [label, event.time.slice(11, 19), level, printable(event.msg), ...fields].join(" ");
}

function shorten(value: unknown): string {
  const text =
    typeof value === "string"
      ? value
      : isError(value)
        ? [value.code, value.message].filter((part) => part !== undefined).join(": ")
        : (JSON.stringify(value) ?? "undefined");
  const short = printable(text).replace(LONG_HEX, "0x$1…$2");
  return short.length > MOST_CHARACTERS ? `${short.slice(0, MOST_CHARACTERS - 1)}…` : short;
}

function printable(text: string): string {
  return text.replace(CONTROL, " ");
}

/** An error as services log it. */
function isError(value: unknown): value is { readonly code?: string; readonly message: string } {
  return typeof value === "object" && value !== null && "message" in value && typeof value.message === "string";
}
