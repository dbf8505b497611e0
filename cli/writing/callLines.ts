import { printable } from "../output/printable.ts";
import type { DescribedCall } from "./describeCall.ts";

/** A call as it was read back from its bytes: the function, then an argument per line. */
export function callLines({ contract, functionName, args }: DescribedCall): string[] {
  if (functionName === undefined) return [`${contract}: an unknown call`];
  return [`${contract}.${functionName}`, ...args.flatMap(({ name, value }) => valueLines(name, value, "  "))];
}

/** Longer lists are cut: `--calldata` has all of them. */
const MOST_ENTRIES = 5;

function valueLines(name: string, value: unknown, indent: string): string[] {
  if (typeof value !== "object" || value === null) return [`${indent}${name}: ${textOf(value, indent)}`];
  if (Array.isArray(value) && value.length > 0 && value.every(isHash))
    return [`${indent}${name}: ${value.length} hashes`];
  const entries = Array.isArray(value) ? value.map((one, k) => [String(k + 1), one] as const) : Object.entries(value);
  const shown = Array.isArray(value) ? entries.slice(0, MOST_ENTRIES) : entries;
  const rest = entries.length - shown.length;
  return [
    `${indent}${name}:`,
    ...shown.flatMap(([key, one]) => valueLines(key, one, `${indent}  `)),
    ...(rest > 0 ? [`${indent}  and ${rest} more`] : []),
  ];
}

/** Text may come from anybody: it stays right of its name. */
function textOf(value: unknown, indent: string): string {
  const text = printable(String(value)).replaceAll("\n", `\n${indent}    `);
  // Calldata inside of calldata: `--calldata` has it whole.
  return /^0x[0-9a-f]{65,}$/i.test(text) ? `${text.slice(0, 10)}… (${(text.length - 2) / 2} bytes)` : text;
}

function isHash(value: unknown): boolean {
  return typeof value === "string" && /^0x[0-9a-f]{48,64}$/.test(value);
}
