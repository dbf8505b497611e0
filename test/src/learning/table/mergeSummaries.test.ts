import { expect } from "chai";
import fc from "fast-check";
import { createEncoding } from "../../../../src/learning/table/createEncoding.ts";
import type { Encoding } from "../../../../src/learning/table/Encoding.ts";
import { mergeSummaries } from "../../../../src/learning/table/mergeSummaries.ts";
import { summarizeRows } from "../../../../src/learning/table/summarizeRows.ts";
import type { Table } from "../../../../src/learning/table/Table.ts";

const OWNERS = 4;
const LABEL = 2;
/** Unit roundoff of a double. */
const ROUNDOFF = 2 ** -53;

type Row = {
  readonly value: number;
  readonly text: string | undefined;
  readonly label: string;
  readonly owner: number;
};

const rowsOf = (value: fc.Arbitrary<number>) =>
  fc
    .array(
      fc.record({
        value,
        text: fc.constantFrom("red", "blue", "green", undefined),
        label: fc.constantFrom("a", "b"),
        owner: fc.nat(OWNERS - 1),
      }),
      { minLength: 12, maxLength: 80 },
    )
    // Both classes, two values and two texts, so that there is something to encode.
    .map((rows): Row[] => [
      { value: 0, text: "red", label: "a", owner: 0 },
      { value: 1, text: "blue", label: "b", owner: 1 },
      { value: 1, text: "red", label: "b", owner: 2 },
      ...rows,
    ]);

function tableOf(rows: readonly Row[]): Table {
  return {
    columns: ["n", "t", "y"],
    hasHeader: true,
    rows: rows.map(({ value, text, label }) => [String(value), text, label]),
  };
}

function pooled(table: Table): Encoding {
  return createEncoding(summarizeRows({ table, rows: [...table.rows.keys()], label: LABEL }));
}

function shared(table: Table, rows: readonly Row[]): Encoding {
  const summaries = Array.from({ length: OWNERS }, (_, owner) => {
    const own = [...rows.keys()].filter((row) => rows[row]?.owner === owner);
    return summarizeRows({ table, rows: own, label: LABEL });
  });
  return createEncoding(mergeSummaries(summaries as [(typeof summaries)[number], ...typeof summaries]));
}

describe("mergeSummaries", () => {
  describe("given whole numbers, split over owners in any way", () => {
    it("leads to the encoding of the pooled rows, to the bit", () => {
      fc.assert(
        fc.property(rowsOf(fc.integer({ min: -1_000_000, max: 1_000_000 })), (rows) => {
          const table = tableOf(rows);
          expect(shared(table, rows)).to.deep.equal(pooled(table));
        }),
        { seed: 5, numRuns: 150 },
      );
    });
  });

  describe("given any numbers, split over owners in any way", () => {
    it("leads to that encoding up to the rounding of n additions", () => {
      const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
      fc.assert(
        fc.property(rowsOf(value), (rows) => {
          const table = tableOf(rows);
          const whole = pooled(table).features;
          const merged = shared(table, rows).features;
          expect(merged.slice(1)).to.deep.equal(whole.slice(1));
          const [a, b] = [whole[0], merged[0]];
          if (a?.kind !== "number" || b?.kind !== "number") throw new Error("The first column is one of numbers.");
          const n = rows.length;
          const magnitude = rows.reduce((sum, row) => sum + Math.abs(row.value), 0) / n;
          const square = rows.reduce((sum, row) => sum + row.value * row.value, 0) / n;
          // Each of the two sums is off by at most n roundoffs of the sum of magnitudes (Higham 2002, eq. 4.4).
          expect(Math.abs(a.mean - b.mean)).to.be.at.most(2 * n * ROUNDOFF * magnitude);
          const variances = Math.abs(a.deviation * a.deviation - b.deviation * b.deviation);
          expect(variances).to.be.at.most(8 * n * ROUNDOFF * square);
        }),
        { seed: 6, numRuns: 300 },
      );
    });
  });
});
