import { CsvError, parse } from "csv-parse/sync";
import type { Table } from "./Table.ts";
import { TableError } from "./TableError.ts";
import { toCell } from "./toCell.ts";
import { toNumber } from "./toNumber.ts";

const DELIMITERS = [",", ";", "\t", "|"] as const;
const HEADER_SAMPLE_ROWS = 200;

/**
 * Reads CSV text (RFC 4180; the delimiter may also be a semicolon, tab or bar) with or without a header row.
 * @throws TableError `TABLE_EMPTY` or `TABLE_UNREADABLE` (an unclosed quote, rows of different length).
 */
export function parseTable(text: string): Table {
  const records = readRecords(text);
  const first = records[0];
  if (first === undefined)
    throw new TableError("TABLE_EMPTY", "The table has no rows.", "Give a CSV file with one row per example.");
  const cells = records.map((record) => record.map(toCell));
  const hasHeader = looksLikeHeader(cells);
  const rows = hasHeader ? cells.slice(1) : cells;
  if (rows.length === 0) {
    throw new TableError(
      "TABLE_EMPTY",
      "The table has a header row and nothing below it.",
      "Give a CSV file with one row per example.",
    );
  }
  return { columns: nameColumns(first, hasHeader), hasHeader, rows };
}

function readRecords(text: string): string[][] {
  try {
    return parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_quotes: false,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    });
  } catch (cause) {
    const reason = cause instanceof CsvError ? cause.message : String(cause);
    throw new TableError(
      "TABLE_UNREADABLE",
      `The table cannot be read: ${reason}`,
      "Check that every row has the same number of cells and that quotes are closed.",
      cause,
    );
  }
}

/** The delimiter that the first line holds most often outside quotes; a comma when it holds none. */
function delimiterOf(text: string): string {
  const line = (/^\uFEFF?\s*([^\r\n]*)/.exec(text)?.[1] ?? "").replace(/"[^"]*"/g, "");
  let best = ",";
  for (const delimiter of DELIMITERS) if (line.split(delimiter).length > line.split(best).length) best = delimiter;
  return best;
}

/**
 * A first row is a header when none of its cells is a number or missing and the rows below tell it apart: some column
 * is mostly numbers, or, in a table of text only, no header cell comes back in its own column while values there repeat.
 */
function looksLikeHeader(cells: readonly (readonly (string | undefined)[])[]): boolean {
  const [first, ...rest] = cells.slice(0, HEADER_SAMPLE_ROWS + 1);
  if (first === undefined || first.some((cell) => cell !== undefined && toNumber(cell) !== undefined)) return false;
  const columns = first.map((_, c) => rest.map((row) => row[c]).filter((cell) => cell !== undefined));
  if (
    columns.some(
      (column) => column.length > 0 && column.filter((cell) => toNumber(cell) !== undefined).length * 2 > column.length,
    )
  ) {
    return true;
  }
  return (
    rest.length > 0 &&
    first.every((cell, c) => !columns[c]?.includes(cell ?? "")) &&
    columns.some((column) => new Set(column).size < column.length)
  );
}

function nameColumns(first: readonly string[], hasHeader: boolean): string[] {
  const used = new Set<string>();
  return first.map((text, c) => {
    const base = hasHeader && text.trim() !== "" ? text.trim() : `column ${c}`;
    let name = base;
    for (let copy = 2; used.has(name); copy++) name = `${base} (${copy})`;
    used.add(name);
    return name;
  });
}
