import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { BaseError } from "../../src/errors/BaseError.ts";
import { parseTable } from "../../src/learning/table/parseTable.ts";
import type { Table } from "../../src/learning/table/Table.ts";
import type { DemoOptions } from "./parseOptions.ts";
import { penguinsPath } from "./penguinsPath.ts";
import { tableOfRecords } from "./tableOfRecords.ts";

/** A table to live the story on. */
export type LoadedTable = {
  readonly name: string;
  readonly table: Table;
  readonly label: string;
  /** Column that names each row's owner, where the table has natural ones. */
  readonly ownerColumn?: string;
};

/**
 * Loads the table that the options name.
 * @throws BaseError `FILE_UNREADABLE` for a file that is not there. @throws TableError for one that is no table.
 */
export async function loadTable({ data, label }: DemoOptions): Promise<LoadedTable> {
  if (data === undefined || label === undefined) {
    const records: unknown = JSON.parse(await readFile(penguinsPath, "utf8"));
    const table = tableOfRecords(records as Record<string, unknown>[]);
    return { name: "Palmer penguins", table, label: "Species", ownerColumn: "Island" };
  }
  return { name: basename(data), table: parseTable(await readText(data)), label };
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    const reason = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    throw new BaseError("FILE_UNREADABLE", `The file ${path} cannot be read (${reason}).`, {
      remedy: "Give --data the path of a CSV file.",
      cause,
    });
  }
}
