import { createRandom } from "../../src/learning/createRandom.ts";
import { columnIndex } from "../../src/learning/table/columnIndex.ts";
import { createEncoding } from "../../src/learning/table/createEncoding.ts";
import { encodeExamples } from "../../src/learning/table/encodeExamples.ts";
import { summarizeRows } from "../../src/learning/table/summarizeRows.ts";
import type { Table } from "../../src/learning/table/Table.ts";
import type { World } from "./World.ts";

const HIDDEN_WIDTH = 32;
const TEST_PART = 0.3;

/** A table's labelled rows at random over `workers` workers, three tenths held out. */
export function tableWorld(table: Table, labelColumn: string | number, workers: number, seed: number): World {
  const label = columnIndex(table, labelColumn);
  const labelled = [...table.rows.keys()].filter((row) => table.rows[row]?.[label] !== undefined);
  const rows = createRandom(seed, 82).shuffle(labelled);
  const encoding = createEncoding(summarizeRows({ table, rows, label }));
  const testRows = Math.floor(TEST_PART * rows.length);
  const training = rows.slice(testRows);
  return {
    network: { widths: [encoding.width, HIDDEN_WIDTH, encoding.classes.length] },
    parts: Array.from({ length: workers }, (_, w) =>
      encodeExamples(
        table,
        training.filter((_, i) => i % workers === w),
        encoding,
      ),
    ),
    test: encodeExamples(table, rows.slice(0, testRows), encoding),
  };
}
