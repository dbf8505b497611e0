import type { TensorData } from "./Tensor.ts";

export type Dtype = "F64" | "F32" | "U32" | "I32" | "U8" | "I64";

type TypedArray = { new (length: number): TensorData; readonly BYTES_PER_ELEMENT: number };

/** The typed array that holds the numbers of each dtype. */
export const dtypes: ReadonlyMap<string, TypedArray> = new Map<Dtype, TypedArray>([
  ["F64", Float64Array],
  ["F32", Float32Array],
  ["U32", Uint32Array],
  ["I32", Int32Array],
  ["U8", Uint8Array],
  ["I64", BigInt64Array],
]);
