import { dtypes } from "./dtypes.ts";
import { MOST_HEADER_BYTES } from "./MOST_HEADER_BYTES.ts";
import { SafetensorsError } from "./SafetensorsError.ts";
import type { Tensor } from "./Tensor.ts";

/**
 * Writes tensors as safetensors (github.com/huggingface/safetensors, "Format") in one canonical form, so that equal
 * tensors have equal bytes and one digest: names in code-unit order, data in the order of names without gaps, compact
 * JSON with the keys dtype, shape, data_offsets, padded with spaces to a multiple of 8 bytes.
 * @throws SafetensorsError `SAFETENSORS_BAD_TENSOR` for a reserved name or data that does not fill its shape.
 */
export function encodeSafetensors(
  tensors: ReadonlyMap<string, Tensor>,
  metadata: ReadonlyMap<string, string> = new Map(),
): Uint8Array {
  const entries: string[] = [];
  if (metadata.size > 0) {
    const pairs = [...metadata.keys()].sort().map((key) => `${quote(key)}:${quote(metadata.get(key) as string)}`);
    for (const key of metadata.keys())
      if (key === "__proto__") throw badTensor(`Metadata may not have the key "__proto__".`);
    entries.push(`"__metadata__":{${pairs.join(",")}}`);
  }
  const names = [...tensors.keys()].sort();
  const placed: { tensor: Tensor; dtype: string; from: number }[] = [];
  let end = 0;
  for (const name of names) {
    if (name === "__metadata__" || name === "__proto__") throw badTensor(`A tensor may not be called "${name}".`);
    const tensor = tensors.get(name) as Tensor;
    const [dtype, codec] = [...dtypes].find(([, { matches }]) => matches(tensor.data)) ?? [];
    if (dtype === undefined || codec === undefined) throw badTensor(`Tensor "${name}" has data of an unknown type.`);
    const count = tensor.shape.reduce((product, side) => product * side, 1);
    if (!tensor.shape.every((side) => Number.isSafeInteger(side) && side >= 0) || count !== tensor.data.length) {
      throw badTensor(`Tensor "${name}" has ${tensor.data.length} numbers for the shape [${tensor.shape.join(", ")}].`);
    }
    const from = end;
    end += count * codec.bytes;
    entries.push(
      `${quote(name)}:{"dtype":"${dtype}","shape":[${tensor.shape.join(",")}],"data_offsets":[${from},${end}]}`,
    );
    placed.push({ tensor, dtype, from });
  }
  const json = new TextEncoder().encode(`{${entries.join(",")}}`);
  const headerBytes = Math.ceil(json.length / 8) * 8;
  if (headerBytes > MOST_HEADER_BYTES)
    throw badTensor(`The header would have ${headerBytes} bytes; the most is ${MOST_HEADER_BYTES}.`);

  const bytes = new Uint8Array(8 + headerBytes + end);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(headerBytes), true);
  bytes.fill(0x20, 8, 8 + headerBytes);
  bytes.set(json, 8);
  for (const { tensor, dtype, from } of placed) dtypes.get(dtype)?.write(view, 8 + headerBytes + from, tensor.data);
  return bytes;
}

function quote(text: string): string {
  return JSON.stringify(text);
}

function badTensor(message: string): SafetensorsError {
  return new SafetensorsError(
    "SAFETENSORS_BAD_TENSOR",
    message,
    "Give each tensor a plain name and data that fills its shape.",
  );
}
