import { CsvError } from "csv-parse/sync";
import type { Examples } from "../../../src/learning/Examples.ts";
import type { Encoding } from "../../../src/learning/table/Encoding.ts";
import { encodeExamples } from "../../../src/learning/table/encodeExamples.ts";
import { parseTable } from "../../../src/learning/table/parseTable.ts";
import type { Table } from "../../../src/learning/table/Table.ts";
import { TableError } from "../../../src/learning/table/TableError.ts";
import { toLabel } from "../../../src/learning/table/toLabel.ts";
import { toNumber } from "../../../src/learning/table/toNumber.ts";
import type { ExamplesSource } from "./ExamplesSource.ts";
import { TrainerError } from "./TrainerError.ts";

type CsvSource = Extract<ExamplesSource, { kind: "csv" }>;

/**
 * Encodes the owner's CSV text as the model's encoding says. Columns are found by the encoding's names, wherever they
 * are; others are not used. A row without a label is left out; an empty cell is a missing value. A label that the
 * encoding does not know, or a text where it has a number, is a mistake in the table and no missing value.
 * @throws TrainerError `TRAINER_DATA`, which names row and column, and nothing that the table holds.
 */
export function encodeOwnTable(text: string, { path, label, encoding }: CsvSource): Examples {
  const table = parse(text, path);
  const own: Encoding = {
    ...encoding,
    label: isPosition(table, label) ? Number(label) : columnOf(table, label, path),
    features: encoding.features.map((feature) => ({ ...feature, column: columnOf(table, feature.name, path) })),
  };
  requireCells(table, own, { label, path });
  const examples = encodeExamples(table, [...table.rows.keys()], own);
  if (examples.labels.length === 0) {
    throw refuse(`No row of ${path} has a label in column "${label}".`, "Choose the column that holds the labels.");
  }
  return examples;
}

/** Without the cause: the parser's errors carry the record they failed on. */
function parse(text: string, path: string): Table {
  try {
    return parseTable(text);
  } catch (error) {
    const cause = error instanceof TableError ? error.cause : undefined;
    const where = cause instanceof CsvError ? ` at line ${cause.lines} (${cause.code})` : "";
    const remedy = "Check that every row has the same number of cells and that quotes are closed.";
    throw refuse(`The table ${path} cannot be read${where}.`, remedy);
  }
}

function isPosition({ columns }: Table, label: string): boolean {
  return !columns.includes(label) && /^\d+$/.test(label) && Number(label) < columns.length;
}

/** The message does not list the columns that there are: without a header row, they would be the first row's cells. */
function columnOf(table: Table, name: string, path: string): number {
  const column = table.columns.indexOf(name);
  if (column >= 0) return column;
  const header = table.hasHeader ? "" : ", because it has no header row";
  throw refuse(`The table ${path} has no column "${name}"${header}.`, "Name its columns as the model's encoding does.");
}

function requireCells(table: Table, encoding: Encoding, { label, path }: { label: string; path: string }): void {
  const classes = new Set(encoding.classes);
  let faults = 0;
  let first = "";
  const note = (row: number, column: string, what: string) => {
    if (faults++ === 0) first = `row ${row + 1}, column "${column}", ${what}`;
  };
  for (const [r, row] of table.rows.entries()) {
    const cell = row[encoding.label];
    if (cell === undefined) continue;
    if (!classes.has(toLabel(cell))) note(r, label, "is not a class of the model");
    for (const { kind, column, name } of encoding.features) {
      const value = row[column];
      if (kind === "number" && value !== undefined && toNumber(value) === undefined) note(r, name, "is not a number");
    }
  }
  if (faults === 0) return;
  const others = faults === 1 ? "" : ` ${faults - 1} more cells are wrong like that.`;
  throw refuse(
    `In ${path}, ${first} (rows counted from 1 below the header, empty lines not at all).${others}`,
    "Correct the cells, or empty those whose value is missing.",
  );
}

function refuse(message: string, remedy: string): TrainerError {
  return new TrainerError("TRAINER_DATA", message, { remedy });
}
