import { expect } from "chai";
import fc from "fast-check";
import type { MatrixView } from "../../../src/learning/MatrixView.ts";
import { multiplyAdd } from "../../../src/learning/multiplyAdd.ts";
import { rowMajor } from "../../../src/learning/rowMajor.ts";
import { transposed } from "../../../src/learning/transposed.ts";

const numbers = (count: number) =>
  fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: count, maxLength: count });

/** Matrices of any small shape, each stored by rows or by columns, with something in front of it. */
const products = fc
  .record({ rows: fc.nat(7), depth: fc.nat(7), columns: fc.nat(9), byColumns: fc.tuple(fc.boolean(), fc.boolean()) })
  .chain(({ rows, depth, columns, byColumns }) =>
    fc.record({
      out: numbers(rows * columns + 1).map((data) => rowMajor(Float64Array.from(data), 1, rows, columns)),
      a: numbers(rows * depth + 3).map((data) => view(data, 3, rows, depth, byColumns[0])),
      b: numbers(depth * columns + 2).map((data) => view(data, 2, depth, columns, byColumns[1])),
    }),
  );

function view(data: readonly number[], at: number, rows: number, columns: number, byColumns: boolean): MatrixView {
  const array = Float64Array.from(data);
  return byColumns ? transposed(rowMajor(array, at, columns, rows)) : rowMajor(array, at, rows, columns);
}

function element({ data, at, rowStride, columnStride }: MatrixView, row: number, column: number): number {
  return data[at + row * rowStride + column * columnStride] as number;
}

describe("multiplyAdd", () => {
  it("adds a hand-computed product", () => {
    const out = rowMajor(Float64Array.of(100, 0, 0, 0), 0, 2, 2);
    multiplyAdd(
      out,
      rowMajor(Float64Array.of(1, 2, 3, 4, 5, 6), 0, 2, 3),
      rowMajor(Float64Array.of(1, 0, 0, 1, 2, 2), 0, 3, 2),
    );
    expect([...out.data]).to.deep.equal([107, 8, 16, 17]);
  });

  describe("given matrices of any shape and layout", () => {
    it("gives the bits of one sum at a time in the order of depth, and writes nothing else", () => {
      fc.assert(
        fc.property(products, ({ out, a, b }) => {
          const expected = out.data.slice();
          for (let r = 0; r < out.rows; r++) {
            for (let c = 0; c < out.columns; c++) {
              const at = out.at + r * out.columns + c;
              for (let k = 0; k < a.columns; k++) {
                expected[at] = (expected[at] as number) + element(a, r, k) * element(b, k, c);
              }
            }
          }
          multiplyAdd(out, a, b);
          expect(new BigUint64Array(out.data.buffer)).to.deep.equal(new BigUint64Array(expected.buffer));
        }),
        { seed: 1, numRuns: 300 },
      );
    });
  });
});
