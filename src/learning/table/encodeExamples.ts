import type { Examples } from "../Examples.ts";
import type { Encoding } from "./Encoding.ts";
import type { Table } from "./Table.ts";
import { toLabel } from "./toLabel.ts";
import { toNumber } from "./toNumber.ts";

/** Standardised values are cut here: one outlier must not decide a gradient. */
const MOST_DEVIATIONS = 6;

/** Encodes an owner's rows, by index. A missing value is 0 (the mean, or no category). Rows without a known label are left out. */
export function encodeExamples(table: Table, rows: readonly number[], encoding: Encoding): Examples {
  const classOf = new Map(encoding.classes.map((label, index) => [label, index]));
  const known = rows.flatMap((row) => {
    const cell = table.rows[row]?.[encoding.label];
    const index = cell === undefined ? undefined : classOf.get(toLabel(cell));
    return index === undefined ? [] : [{ row, index }];
  });
  const features = new Float64Array(known.length * encoding.width);
  for (const [k, { row }] of known.entries()) {
    let at = k * encoding.width;
    for (const feature of encoding.features) {
      const cell = table.rows[row]?.[feature.column];
      if (feature.kind === "number") {
        const value = cell === undefined ? undefined : toNumber(cell);
        if (value !== undefined) {
          const deviations = (value - feature.mean) / feature.deviation;
          features[at] = Math.max(-MOST_DEVIATIONS, Math.min(MOST_DEVIATIONS, deviations));
        }
        at++;
        continue;
      }
      const category = cell === undefined ? -1 : feature.values.indexOf(cell);
      if (category >= 0) features[at + category] = 1;
      at += feature.values.length;
    }
  }
  return { width: encoding.width, features, labels: Uint32Array.from(known, ({ index }) => index) };
}
