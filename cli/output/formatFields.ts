import { wrap } from "./wrap.ts";

/** A label and what it is; undefined leaves the line out. */
export type Field = readonly [label: string, value: string | undefined];

/** Labels and values in two columns, 80 wide; long values go on below themselves. */
export function formatFields(fields: readonly Field[], width = 80): string {
  const shown = fields.filter((field): field is readonly [string, string] => field[1] !== undefined);
  const labelWidth = Math.max(0, ...shown.map(([label]) => label.length)) + 2;
  return shown
    .map(([label, value]) =>
      wrap(value, width - labelWidth)
        .map((line, k) => `${(k === 0 ? label : "").padEnd(labelWidth)}${line}`)
        .join("\n"),
    )
    .join("\n");
}
