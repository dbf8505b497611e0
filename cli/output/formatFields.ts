import { wrap } from "./wrap.ts";

/** A label and what it is; undefined leaves the line out. */
export type Field = readonly [label: string, value: string | undefined];

/** Labels and values in two columns, 80 wide; long values go on below themselves, a long word further to the left. */
export function formatFields(fields: readonly Field[], width = 80): string {
  const shown = fields.filter((field): field is readonly [string, string] => field[1] !== undefined);
  const labelWidth = Math.max(0, ...shown.map(([label]) => label.length)) + 2;
  return shown
    .flatMap(([label, value]) => linesOf(label, wrap(value, width - labelWidth), labelWidth, width))
    .join("\n");
}

function linesOf(label: string, values: readonly string[], labelWidth: number, width: number): string[] {
  return values.flatMap((value, k) => {
    const head = (k === 0 ? label : "").padEnd(labelWidth);
    if (labelWidth + value.length <= width) return [`${head}${value}`];
    const word = value.trimStart();
    const below = `${" ".repeat(Math.max(0, width - word.length))}${word}`;
    return k === 0 ? [head.trimEnd(), below] : [below];
  });
}
