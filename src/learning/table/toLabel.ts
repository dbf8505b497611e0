import { toNumber } from "./toNumber.ts";

/** One spelling per label: numbers by value ("1", "1.0" and "+1" are one label), text as it is. */
export function toLabel(cell: string): string {
  const value = toNumber(cell);
  return value === undefined ? cell : String(value);
}
