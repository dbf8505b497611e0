import type { TensorData } from "./Tensor.ts";

export type Dtype = "F64" | "F32" | "U32" | "I32" | "U8" | "I64";

type DtypeCodec = {
  readonly bytes: number;
  readonly matches: (data: TensorData) => boolean;
  readonly read: (view: DataView, from: number, count: number) => TensorData;
  readonly write: (view: DataView, from: number, data: TensorData) => void;
};

/** How each dtype is laid out: little-endian whatever the machine (safetensors format, "Format"). */
export const dtypes: ReadonlyMap<string, DtypeCodec> = new Map<Dtype, DtypeCodec>([
  [
    "F64",
    numeric(
      8,
      Float64Array,
      (v, at) => v.getFloat64(at, true),
      (v, at, x) => v.setFloat64(at, x, true),
    ),
  ],
  [
    "F32",
    numeric(
      4,
      Float32Array,
      (v, at) => v.getFloat32(at, true),
      (v, at, x) => v.setFloat32(at, x, true),
    ),
  ],
  [
    "U32",
    numeric(
      4,
      Uint32Array,
      (v, at) => v.getUint32(at, true),
      (v, at, x) => v.setUint32(at, x, true),
    ),
  ],
  [
    "I32",
    numeric(
      4,
      Int32Array,
      (v, at) => v.getInt32(at, true),
      (v, at, x) => v.setInt32(at, x, true),
    ),
  ],
  [
    "U8",
    numeric(
      1,
      Uint8Array,
      (v, at) => v.getUint8(at),
      (v, at, x) => v.setUint8(at, x),
    ),
  ],
  [
    "I64",
    {
      bytes: 8,
      matches: (data) => data instanceof BigInt64Array,
      read: (view, from, count) =>
        BigInt64Array.from({ length: count }, (_, i) => view.getBigInt64(from + 8 * i, true)),
      write: (view, from, data) => {
        for (const [i, x] of (data as BigInt64Array).entries()) view.setBigInt64(from + 8 * i, x, true);
      },
    },
  ],
]);

type NumericData = Exclude<TensorData, BigInt64Array>;

function numeric(
  bytes: number,
  type: { new (length: number): NumericData },
  get: (view: DataView, at: number) => number,
  set: (view: DataView, at: number, value: number) => void,
): DtypeCodec {
  return {
    bytes,
    matches: (data) => data instanceof type,
    read(view, from, count) {
      const data = new type(count);
      for (let i = 0; i < count; i++) data[i] = get(view, from + bytes * i);
      return data;
    },
    write(view, from, data) {
      for (let i = 0; i < data.length; i++) set(view, from + bytes * i, data[i] as number);
    },
  };
}
