import { formatCount } from "./formatCount.ts";

/** A count with its noun: "1 round", "3 rounds". */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}
