import { float32Module } from "./float32Module.ts";
import { LearningError } from "./LearningError.ts";

/** What this file uses of the WebAssembly namespace, which the language's own type library does not describe. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (limits: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Instance: new (module: object, imports: object) => { readonly exports: Record<string, unknown> };
};

/** A row-major matrix in the kernel's memory, its sides padded to whole blocks; `stride` numbers from row to row. */
export type Float32Matrix = { readonly data: Float32Array; readonly stride: number };

export type Float32Kernel = {
  /** Zeros, one matrix per shape that was asked for. */
  readonly matrices: readonly Float32Matrix[];
  /** out += a · b, the sums over `depth` terms in their order; padding next to the rows × columns is computed too. */
  multiplyAdd(product: Float32Product): void;
};

export type Float32Product = {
  readonly out: Float32Matrix;
  readonly a: Float32Matrix;
  /** `a` holds the transpose of the left matrix. */
  readonly isTransposed?: boolean;
  readonly b: Float32Matrix;
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
};

const BLOCK = 8;
const PAGE_BYTES = 65536;

/**
 * Matrix products in float32, four numbers per instruction: WebAssembly SIMD128, every sum in the order of its terms and
 * rounded to float32 after each operation, so that it gives the same bits everywhere (relaxed SIMD does not and is not
 * used). `shapes` are the [rows, columns] of the matrices.
 * @throws LearningError `LEARNING_NO_SIMD` where the engine, or a page's security policy, does not allow it.
 */
export function createFloat32Kernel(shapes: readonly (readonly [number, number])[]): Float32Kernel {
  const padded = shapes.map(([rows, columns]) => ({ rows: roundUp(rows), stride: roundUp(columns) }));
  const numbers = padded.reduce((sum, { rows, stride }) => sum + rows * stride, 0);
  const memory = new WebAssembly.Memory({ initial: Math.ceil((4 * numbers) / PAGE_BYTES) });
  const { exports } = new WebAssembly.Instance(compile(), { k: { m: memory } });
  const run = exports.f as (...numbers: number[]) => void;
  let at = 0;
  const matrices = padded.map(({ rows, stride }) => {
    const data = new Float32Array(memory.buffer, at, rows * stride);
    at += data.byteLength;
    return { data, stride };
  });
  return {
    matrices,
    multiplyAdd({ out, a, isTransposed = false, b, rows, columns, depth }) {
      const aRow = isTransposed ? 4 : 4 * a.stride;
      const aStep = isTransposed ? 4 * a.stride : 4;
      const [outAt, aAt, bAt] = [out.data.byteOffset, a.data.byteOffset, b.data.byteOffset];
      run(outAt, 4 * out.stride, aAt, aRow, aStep, bAt, 4 * b.stride, roundUp(rows), roundUp(columns), depth);
    },
  };
}

function compile(): object {
  try {
    return new WebAssembly.Module(float32Module());
  } catch (cause) {
    const message = `This engine does not run the float32 kernel: ${String(cause)}`;
    throw new LearningError("LEARNING_NO_SIMD", message, "Train in float64, or allow WebAssembly.");
  }
}

function roundUp(side: number): number {
  return Math.ceil(side / BLOCK) * BLOCK;
}
