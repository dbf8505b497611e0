import { expect } from "chai";
import fc from "fast-check";
import { createFloat32Kernel, type Float32Matrix } from "../../../src/learning/createFloat32Kernel.ts";
import { createRandom } from "../../../src/learning/createRandom.ts";
import { LearningError } from "../../../src/learning/LearningError.ts";

function fill({ data }: Float32Matrix, seed: number): void {
  const random = createRandom(seed);
  for (let i = 0; i < data.length; i++) data[i] = random.gaussian();
}

describe("createFloat32Kernel", () => {
  describe("given matrices of any shape", () => {
    it("gives the bits of one float32 sum at a time in the order of depth", () => {
      const sides = fc.record({ rows: fc.integer({ min: 1, max: 20 }), columns: fc.integer({ min: 1, max: 20 }) });
      fc.assert(
        fc.property(
          sides,
          fc.integer({ min: 1, max: 9 }),
          fc.boolean(),
          fc.nat(),
          (side, depth, isTransposed, seed) => {
            const { rows, columns } = side;
            const { matrices, multiplyAdd } = createFloat32Kernel([
              [rows, columns],
              isTransposed ? [depth, rows] : [rows, depth],
              [depth, columns],
            ]);
            const [out, a, b] = matrices as [Float32Matrix, Float32Matrix, Float32Matrix];
            for (const [i, matrix] of matrices.entries()) fill(matrix, seed + i);
            const before = out.data.slice();
            multiplyAdd({ out, a, isTransposed, b, rows, columns, depth });
            for (let r = 0; r < rows; r++) {
              for (let c = 0; c < columns; c++) {
                let sum = before[r * out.stride + c] as number;
                for (let k = 0; k < depth; k++) {
                  const left = a.data[isTransposed ? k * a.stride + r : r * a.stride + k] as number;
                  sum = Math.fround(sum + Math.fround(left * (b.data[k * b.stride + c] as number)));
                }
                expect(out.data[r * out.stride + c], `row ${r}, column ${c}`).to.equal(sum);
              }
            }
          },
        ),
        { seed: 2, numRuns: 100 },
      );
    });
  });

  describe("when the engine does not allow WebAssembly", () => {
    it("throws LEARNING_NO_SIMD", () => {
      const { WebAssembly } = globalThis as unknown as { WebAssembly: { Module: unknown } };
      const { Module } = WebAssembly;
      WebAssembly.Module = function refuse() {
        throw new EvalError("Refused by the security policy.");
      };
      try {
        expect(() => createFloat32Kernel([[1, 1]]))
          .to.throw(LearningError, /security policy/)
          .with.property("code", "LEARNING_NO_SIMD");
      } finally {
        WebAssembly.Module = Module;
      }
    });
  });
});
