import { dtypes } from "./dtypes.ts";
import { encodeHeader, type PlacedTensor } from "./encodeHeader.ts";
import { isLittleEndian } from "./isLittleEndian.ts";
import { MOST_HEADER_BYTES } from "./MOST_HEADER_BYTES.ts";
import { reverseNumbers } from "./reverseNumbers.ts";
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
  if (metadata.has("__proto__")) throw badTensor(`Metadata may not have the key "__proto__".`);
  const placed: PlacedTensor[] = [];
  let end = 0;
  for (const name of [...tensors.keys()].sort()) {
    const { shape, data } = tensors.get(name) as Tensor;
    if (name === "__metadata__" || name === "__proto__") throw badTensor(`A tensor may not be called "${name}".`);
    const [dtype] = [...dtypes].find(([, type]) => data instanceof type) ?? [];
    if (dtype === undefined) throw badTensor(`Tensor "${name}" has data of an unknown type.`);
    const count = shape.reduce((product, side) => product * side, 1);
    if (!shape.every((side) => Number.isSafeInteger(side) && side >= 0) || count !== data.length) {
      throw badTensor(`Tensor "${name}" has ${data.length} numbers for the shape [${shape.join(", ")}].`);
    }
    placed.push({ name, dtype, shape, from: end, to: end + data.byteLength });
    end += data.byteLength;
  }
  const header = encodeHeader(placed, metadata);
  if (header.length - 8 > MOST_HEADER_BYTES)
    throw badTensor(`The header would have ${header.length - 8} bytes; the most is ${MOST_HEADER_BYTES}.`);

  const bytes = new Uint8Array(header.length + end);
  bytes.set(header);
  for (const { name, from, to } of placed) {
    const { data } = tensors.get(name) as Tensor;
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), header.length + from);
    if (!isLittleEndian)
      reverseNumbers(bytes.subarray(header.length + from, header.length + to), data.BYTES_PER_ELEMENT);
  }
  return bytes;
}

function badTensor(message: string): SafetensorsError {
  return new SafetensorsError(
    "SAFETENSORS_BAD_TENSOR",
    message,
    "Give each tensor a plain name and data that fills its shape.",
  );
}
