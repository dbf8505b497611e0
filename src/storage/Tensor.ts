/** One tensor of a safetensors file; the type of `data` decides its dtype. Row-major. */
export type Tensor = { readonly shape: readonly number[]; readonly data: TensorData };

/** F64, F32, U32, I32, U8 and I64, in this order. */
export type TensorData = Float64Array | Float32Array | Uint32Array | Int32Array | Uint8Array | BigInt64Array;

export type Safetensors = {
  readonly tensors: ReadonlyMap<string, Tensor>;
  /** The `__metadata__` of the file: free text by key. */
  readonly metadata: ReadonlyMap<string, string>;
};
