import type { Random } from "../../src/learning/createRandom.ts";
import { TableError } from "../../src/learning/table/TableError.ts";
import type { Contributor, Role } from "./population.ts";

export type AssignPartsParameters = {
  /** Rows of each owner. */
  readonly ownerRows: readonly (readonly number[])[];
  readonly contributors: number;
  readonly random: Random;
};

export type AssignedParts = {
  readonly partRows: readonly { readonly owner: number; readonly rows: readonly number[] }[];
  readonly contributors: readonly Contributor[];
};

/** More rows do not change what a demo shows; they only take time. */
const MOST_ROWS_PER_PART = 400;
const ATTACKERS: readonly Role[] = ["flipped", "freerider", "copycat"];

/**
 * Splits every owner's rows into parts, more for a larger owner, one part per contributor. Contributor k is owner k and
 * keeps its first part; the other parts are licensed to the other contributors at random.
 * @throws TableError `TABLE_TOO_FEW_ROWS` when there are more owners than honest contributors.
 */
export function assignParts({ ownerRows, contributors, random }: AssignPartsParameters): AssignedParts {
  const honest = contributors - ATTACKERS.length;
  if (ownerRows.length > honest) {
    const message = `${ownerRows.length} owners need at least ${ownerRows.length + ATTACKERS.length} contributors, not ${contributors}.`;
    throw new TableError("TABLE_TOO_FEW_ROWS", message, "Use more contributors, or an owner column with fewer values.");
  }
  const counts = ownerRows.map(() => 1);
  for (let left = contributors - ownerRows.length; left > 0; left--) {
    // D'Hondt: the next part goes to the owner whose parts would stay largest.
    let next = 0;
    for (const [o, rows] of ownerRows.entries()) {
      const best = ownerRows[next] as readonly number[];
      if (rows.length * ((counts[next] as number) + 1) > best.length * ((counts[o] as number) + 1)) next = o;
    }
    counts[next] = (counts[next] as number) + 1;
  }

  const own: { owner: number; rows: readonly number[] }[] = [];
  const licensed: { owner: number; rows: readonly number[] }[] = [];
  for (const [owner, rows] of ownerRows.entries()) {
    const count = counts[owner] as number;
    for (let k = 0; k < count; k++) {
      const from = Math.floor((rows.length * k) / count);
      const to = Math.floor((rows.length * (k + 1)) / count);
      (k === 0 ? own : licensed).push({ owner, rows: rows.slice(from, Math.min(to, from + MOST_ROWS_PER_PART)) });
    }
  }
  const partRows = [...own, ...random.shuffle(licensed)];
  return {
    partRows,
    contributors: partRows.map((_, i) => ({
      role: i < honest ? "honest" : (ATTACKERS[i - honest] as Role),
      part: i,
      isProvider: i < ownerRows.length,
    })),
  };
}
