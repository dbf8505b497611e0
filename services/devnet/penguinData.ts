import { readFile } from "node:fs/promises";
import { createRandom } from "../../src/learning/createRandom.ts";
import { initializeParameters } from "../../src/learning/initializeParameters.ts";
import { columnIndex } from "../../src/learning/table/columnIndex.ts";
import { createEncoding } from "../../src/learning/table/createEncoding.ts";
import { encodeExamples } from "../../src/learning/table/encodeExamples.ts";
import { mergeSummaries } from "../../src/learning/table/mergeSummaries.ts";
import { summarizeRows } from "../../src/learning/table/summarizeRows.ts";
import type { Table } from "../../src/learning/table/Table.ts";
import type { TableSummary } from "../../src/learning/table/TableSummary.ts";
import { chooseTraining } from "../demo/chooseTraining.ts";
import { penguinsPath } from "../demo/penguinsPath.ts";
import { splitHoldOut } from "../demo/splitHoldOut.ts";
import { splitOwners } from "../demo/splitOwners.ts";
import { tableOfRecords } from "../demo/tableOfRecords.ts";
import type { WorldData } from "./WorldData.ts";

export type PenguinDataParameters = {
  readonly contributors: number;
  /** Unsigned 32 bits. */
  readonly seed?: number;
};

const LABEL = "Species";
const HIDDEN_WIDTH = 16;
const TEST_ROWS = 40;
/** What the sponsor holds. Each round's slices are drawn from these rows again: there are not enough penguins for ever. */
const SPONSOR_ROWS = 150;
const SLICE_ROWS = 60;
/** Half of what a part of this size gets in the demo, so that a model has something to learn for five rounds. */
const STEPS = 30;

/** The Palmer penguins, split over owners who differ. */
export async function penguinData({ contributors, seed = 1 }: PenguinDataParameters): Promise<WorldData> {
  const table = tableOfRecords(JSON.parse(await readFile(penguinsPath, "utf8")) as Record<string, unknown>[]);
  const label = columnIndex(table, LABEL);
  const bySpecies = (rows: Iterable<number>) => groupBy(rows, (row) => table.rows[row]?.[label]);
  const { slices, rest } = splitHoldOut({
    rowsOfClasses: bySpecies(table.rows.keys()),
    sizes: [TEST_ROWS, SPONSOR_ROWS],
    random: createRandom(seed, 1),
  });
  const [test, held] = slices as [number[], number[]];
  const ownerRows = splitOwners({
    rowsOfClasses: bySpecies(rest),
    owners: contributors,
    leastRows: Math.floor(rest.length / contributors / 3),
    random: createRandom(seed, 2),
  });

  // Each owner, and the sponsor for its hold-out, contributes sums only.
  const summaries = [...ownerRows, held].map((rows) => summarizeRows({ table, rows, label, ignored: [] }));
  const encoding = createEncoding(mergeSummaries(summaries as [TableSummary, ...TableSummary[]]));
  const encode = (rows: readonly number[]) => encodeExamples(table, rows, encoding);
  const network = { widths: [encoding.width, HIDDEN_WIDTH, encoding.classes.length] };
  return {
    title: "Palmer penguins",
    network,
    training: { ...chooseTraining(rest.length / contributors), steps: STEPS },
    classes: encoding.classes,
    parts: ownerRows.map((rows) => ({ examples: encode(rows), csv: toCsv(table, rows) })),
    table: { label: LABEL, encoding },
    initialParametersOf: (model) => initializeParameters(network, createRandom(seed, 3, model)),
    slicesOf(round) {
      const drawn = splitHoldOut({
        rowsOfClasses: bySpecies(held),
        sizes: [SLICE_ROWS, SLICE_ROWS],
        random: createRandom(seed, 4, round),
      });
      const [root, validation] = drawn.slices as [number[], number[]];
      return { root: encode(root), validation: encode(validation) };
    },
    test: encode(test),
  };
}

/** Rows by value of a column, without those that have none. */
function groupBy(rows: Iterable<number>, cellOf: (row: number) => string | undefined): number[][] {
  const groups = new Map<string, number[]>();
  for (const row of rows) {
    const value = cellOf(row);
    if (value !== undefined) groups.set(value, [...(groups.get(value) ?? []), row]);
  }
  return [...groups.values()];
}

function toCsv({ columns, rows }: Table, chosen: readonly number[]): string {
  const quote = (cell = "") => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return `${[columns, ...chosen.map((row) => rows[row]!)].map((cells) => cells.map(quote).join(",")).join("\n")}\n`;
}
