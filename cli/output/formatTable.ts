/** A column of a table: what is over it, and what of a row is in it. */
export type Column<T> = {
  readonly title: string;
  readonly value: (row: T) => string;
  /** Numbers stand at the right. */
  readonly isRight?: true;
};

const WIDTH = 80;
const GAP = 2;

/**
 * A table of at most 80 columns without lines. Where it does not fit, the widest column is narrowed and its text cut with "…";
 * `--json` has everything.
 */
export function formatTable<T>(columns: readonly Column<T>[], rows: readonly T[], empty: string): string {
  if (rows.length === 0) return empty;
  const head = columns.map(({ title }) => title);
  const cells = [head, ...rows.map((row) => columns.map(({ value }) => value(row)))];
  const widths = head.map((_, k) => Math.max(...cells.map((line) => line[k]!.length)));
  const room = WIDTH - GAP * (columns.length - 1);
  for (let sum = widths.reduce((a, b) => a + b, 0); sum > room; sum--)
    widths[widths.indexOf(Math.max(...widths))]! -= 1;
  const fit = (cell: string, k: number): string => {
    const cut = cell.length > widths[k]! ? `${cell.slice(0, widths[k]! - 1)}…` : cell;
    return columns[k]!.isRight === true ? cut.padStart(widths[k]!) : cut.padEnd(widths[k]!);
  };
  return cells.map((line) => line.map(fit).join(" ".repeat(GAP)).trimEnd()).join("\n");
}
