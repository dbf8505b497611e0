import { createRandom } from "../../src/learning/createRandom.ts";
import { initializeParameters } from "../../src/learning/initializeParameters.ts";
import type { TrainingOptions } from "../../src/learning/TrainingOptions.ts";
import { columnIndex } from "../../src/learning/table/columnIndex.ts";
import { createEncoding } from "../../src/learning/table/createEncoding.ts";
import { encodeExamples } from "../../src/learning/table/encodeExamples.ts";
import { mergeSummaries } from "../../src/learning/table/mergeSummaries.ts";
import { summarizeRows } from "../../src/learning/table/summarizeRows.ts";
import type { Table } from "../../src/learning/table/Table.ts";
import { TableError } from "../../src/learning/table/TableError.ts";
import type { TableSummary } from "../../src/learning/table/TableSummary.ts";
import { toLabel } from "../../src/learning/table/toLabel.ts";
import { assignParts } from "./assignParts.ts";
import { chooseTraining } from "./chooseTraining.ts";
import type { Population } from "./population.ts";
import { sliceSizes } from "./sliceSizes.ts";
import { splitHoldOut } from "./splitHoldOut.ts";
import { splitOwners } from "./splitOwners.ts";

export type BuildPopulationParameters = {
  readonly table: Table;
  /** Name or 0-based position of the label column. */
  readonly label: string | number;
  /** Column that names each row's owner; it is no feature. Without it, three owners are made up. */
  readonly ownerColumn?: string | number;
  /** At least 6: three owners and three attackers. */
  readonly contributors: number;
  readonly rounds: number;
  /** Unsigned 32 bits. */
  readonly seed: number;
  readonly training?: TrainingOptions;
};

const HIDDEN_WIDTH = 16;
const MADE_UP_OWNERS = 3;
const LEAST_CONTRIBUTORS = 6;
const LEAST_ROWS_PER_PART = 5;

/**
 * Builds the demo's world from a table.
 * @throws TableError when the table has too few rows for the contributors and rounds, or no usable label.
 */
export function buildPopulation(parameters: BuildPopulationParameters): Population {
  const { table, rounds, seed } = parameters;
  if (parameters.contributors < LEAST_CONTRIBUTORS) {
    throw new RangeError(
      `A population needs at least ${LEAST_CONTRIBUTORS} contributors, not ${parameters.contributors}.`,
    );
  }
  const label = columnIndex(table, parameters.label);
  const ownerColumn = parameters.ownerColumn === undefined ? undefined : columnIndex(table, parameters.ownerColumn);
  const ignored = ownerColumn === undefined ? [] : [ownerColumn];
  const notes: string[] = [];

  const usable = table.rows.flatMap((row, r) =>
    row[label] === undefined || ignored.some((c) => row[c] === undefined) ? [] : [r],
  );
  if (usable.length < table.rows.length)
    notes.push(`${table.rows.length - usable.length} rows without a label or owner are left out.`);
  // Throws for a label that is none, before anything is split.
  createEncoding(summarizeRows({ table, rows: usable, label, ignored }));

  const classOf = (row: number): string => toLabel(table.rows[row]?.[label] as string);
  const leastPerClass = 1 + 2 * rounds + 2;
  const kept = keepCommonClasses(usable, classOf, leastPerClass, notes);
  const sizes = sliceSizes({ rows: kept.rows.length, rounds, contributors: parameters.contributors }, notes);
  const { slices, rest } = splitHoldOut({
    rowsOfClasses: groupBy(kept.rows, classOf).map(([, rows]) => rows),
    sizes: [sizes.test, ...Array.from({ length: rounds }, () => [sizes.root, sizes.validation]).flat()],
    random: createRandom(seed, 1),
  });
  if (rest.length < parameters.contributors * LEAST_ROWS_PER_PART) {
    const message = `${kept.rows.length} labelled rows leave ${rest.length} for the training of ${parameters.contributors} contributors.`;
    throw new TableError("TABLE_TOO_FEW_ROWS", message, "Use a larger table, fewer contributors or fewer rounds.");
  }

  const random = createRandom(seed, 2);
  const [owners, ownerRows] =
    ownerColumn === undefined
      ? madeUpOwners(
          splitOwners({
            rowsOfClasses: groupBy(rest, classOf).map(([, rows]) => rows),
            owners: MADE_UP_OWNERS,
            leastRows: Math.floor(rest.length / MADE_UP_OWNERS / 3),
            random,
          }),
        )
      : naturalOwners(groupBy(rest, (row) => table.rows[row]?.[ownerColumn] as string));
  const { partRows, contributors } = assignParts({ ownerRows, contributors: parameters.contributors, random });

  // Each owner, and the sponsor for its hold-out, contributes sums only.
  const holders = [...ownerRows, slices.flat()].map((rows) => summarizeRows({ table, rows, label, ignored }));
  const encoding = createEncoding(mergeSummaries(holders as [TableSummary, ...TableSummary[]]));
  const encode = (rows: readonly number[]) => encodeExamples(table, rows, encoding);
  const network = { widths: [encoding.width, HIDDEN_WIDTH, encoding.classes.length] };
  for (const { name, reason } of encoding.dropped) notes.push(`Column "${name}" is not used: ${reason}.`);

  return {
    seed,
    encoding,
    network,
    training: parameters.training ?? chooseTraining(rest.length / parameters.contributors),
    initialParameters: initializeParameters(network, createRandom(seed, 3)),
    owners,
    parts: partRows.map(({ owner, rows }) => ({ owner, examples: encode(rows) })),
    contributors,
    slices: Array.from({ length: rounds }, (_, r) => ({
      root: encode(slices[1 + 2 * r] as number[]),
      validation: encode(slices[2 + 2 * r] as number[]),
    })),
    test: encode(slices[0] as number[]),
    testAttributes:
      ownerColumn === undefined
        ? []
        : [
            {
              name: table.columns[ownerColumn] as string,
              values: (slices[0] as number[]).map((row) => table.rows[row]?.[ownerColumn]),
            },
          ],
    notes,
  };
}

function keepCommonClasses(rows: readonly number[], classOf: (row: number) => string, least: number, notes: string[]) {
  const groups = groupBy(rows, classOf);
  const rare = groups.filter(([, members]) => members.length < least);
  if (groups.length - rare.length < 2) {
    const message = `Fewer than two classes have at least ${least} rows.`;
    throw new TableError("TABLE_TOO_FEW_ROWS", message, "Use a larger table or fewer rounds.");
  }
  for (const [name, members] of rare)
    notes.push(
      `Class "${name}" is left out: ${members.length} rows are fewer than the ${least} that every slice needs.`,
    );
  const dropped = new Set(rare.map(([name]) => name));
  return { rows: rows.filter((row) => !dropped.has(classOf(row))) };
}

/** Groups in the order of their sorted keys, so that the result does not depend on the order of rows between groups. */
function groupBy(rows: readonly number[], keyOf: (row: number) => string): [string, number[]][] {
  const groups = new Map<string, number[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

function madeUpOwners(ownerRows: number[][]): [string[], number[][]] {
  return [ownerRows.map((_, o) => `Owner ${String.fromCharCode(65 + o)}`), ownerRows];
}

function naturalOwners(groups: readonly [string, number[]][]): [string[], number[][]] {
  return [groups.map(([name]) => name), groups.map(([, rows]) => rows)];
}
