/** Where a tensor lies: `from` and `to` are byte offsets behind the header. */
export type PlacedTensor = {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly from: number;
  readonly to: number;
};

/**
 * The first bytes of a canonical safetensors file: the length of the header (u64, little-endian) and compact JSON, padded
 * with spaces to a multiple of 8 bytes. Metadata first, with sorted keys; `tensors` in the order given.
 */
export function encodeHeader(tensors: readonly PlacedTensor[], metadata: ReadonlyMap<string, string>): Uint8Array {
  const entries = tensors.map(
    ({ name, dtype, shape, from, to }) =>
      `${JSON.stringify(name)}:{"dtype":"${dtype}","shape":[${shape.join(",")}],"data_offsets":[${from},${to}]}`,
  );
  if (metadata.size > 0) {
    const notes = [...metadata.keys()]
      .sort()
      .map((key) => `${JSON.stringify(key)}:${JSON.stringify(metadata.get(key))}`);
    entries.unshift(`"__metadata__":{${notes.join(",")}}`);
  }
  const json = new TextEncoder().encode(`{${entries.join(",")}}`);
  const length = Math.ceil(json.length / 8) * 8;
  const bytes = new Uint8Array(8 + length).fill(0x20, 8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(json, 8);
  return bytes;
}
