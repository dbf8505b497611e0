import type { SQLOutputValue } from "node:sqlite";
import { BaseError } from "../../errors/BaseError.ts";
import type { ColumnKind, ColumnType } from "../../indexing/tables.ts";

/** A value of a row, as programs see it. */
export type ColumnValue = bigint | number | boolean | string | null;

/** How many digits the length of an amount has: 2^256 has 78 digits. */
const LENGTH_DIGITS = 2;

/** What a column's type is without the mark for null. */
export function kindOf(type: ColumnType): ColumnKind {
  return (type.endsWith("?") ? type.slice(0, -1) : type) as ColumnKind;
}

/**
 * A value as the database keeps it. Amounts are their number of digits, a colon and the digits: no integer of the database
 * holds 256 bits, and so written they sort by size.
 * @throws BaseError `INDEX_AMOUNT_NEGATIVE` when less than nothing would be kept.
 */
export function encodeColumn(type: ColumnType, value: ColumnValue): bigint | number | string | null {
  if (value === null) return null;
  if (typeof value === "boolean") return Number(value);
  if (typeof value !== "bigint" || kindOf(type) !== "amount") return value;
  if (value < 0n) {
    throw new BaseError("INDEX_AMOUNT_NEGATIVE", `An amount of ${value} would be indexed.`, {
      remedy: "Begin at the block of the deployment: earlier events are missing.",
    });
  }
  const digits = String(value);
  return `${String(digits.length).padStart(LENGTH_DIGITS, "0")}:${digits}`;
}

/** The value that the database keeps for a column; integers come as bigints. */
export function decodeColumn(type: ColumnType, kept: SQLOutputValue | undefined): ColumnValue {
  if (kept === null || kept === undefined) return null;
  switch (kindOf(type)) {
    case "id":
      return BigInt(kept as bigint);
    case "amount":
      return BigInt((kept as string).slice(LENGTH_DIGITS + 1));
    case "time":
    case "count":
      return Number(kept);
    case "flag":
      return Number(kept) === 1;
    case "text":
      return kept as string;
  }
}
