import { dtypes } from "./dtypes.ts";
import { encodeHeader, type PlacedTensor } from "./encodeHeader.ts";
import { isLittleEndian } from "./isLittleEndian.ts";
import { MOST_HEADER_BYTES } from "./MOST_HEADER_BYTES.ts";
import { reverseNumbers } from "./reverseNumbers.ts";
import { SafetensorsError, type SafetensorsErrorCode } from "./SafetensorsError.ts";
import type { Safetensors, Tensor, TensorData } from "./Tensor.ts";

/**
 * Reads safetensors bytes and accepts only the canonical form that `encodeSafetensors` writes: the header must be the
 * one that its own content gives. That one comparison refuses, beside every non-canonical spelling, what hides in a
 * header: keys twice, keys out of order, numbers written otherwise, gaps, overlaps. Bit patterns are kept.
 * @throws SafetensorsError for anything else than such bytes; never another error.
 */
export function decodeSafetensors(bytes: Uint8Array): Safetensors {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8) throw refuse("SAFETENSORS_TOO_SHORT", `${bytes.length} bytes cannot hold a header length.`);
  const declared = view.getBigUint64(0, true);
  if (declared > BigInt(MOST_HEADER_BYTES)) {
    throw refuse(
      "SAFETENSORS_HEADER_TOO_LARGE",
      `The header claims ${declared} bytes; the most is ${MOST_HEADER_BYTES}.`,
    );
  }
  const dataStart = 8 + Number(declared);
  if (bytes.length < dataStart) {
    throw refuse("SAFETENSORS_TOO_SHORT", `The header claims ${declared} bytes, but ${bytes.length - 8} follow.`);
  }
  const header = parseHeader(bytes.subarray(8, dataStart));

  const placed: PlacedTensor[] = [];
  let metadata = new Map<string, string>();
  let end = 0;
  // Sorted here: an object lists keys that look like integers first, whatever the text says.
  for (const name of Object.keys(header).sort()) {
    if (name === "__metadata__") {
      metadata = readMetadata(header[name]);
      continue;
    }
    const entry = readEntry(name, header[name]);
    if (entry.from !== end)
      throw refuse(
        "SAFETENSORS_BAD_LAYOUT",
        `Tensor "${name}" starts at ${entry.from}, the one before ends at ${end}.`,
      );
    end = entry.to;
    if (dataStart + end > bytes.length) throw refuse("SAFETENSORS_TOO_SHORT", `Tensor "${name}" ends after the file.`);
    placed.push(entry);
  }
  if (dataStart + end !== bytes.length) {
    throw refuse("SAFETENSORS_BAD_LAYOUT", `${bytes.length - dataStart - end} bytes follow the last tensor.`);
  }
  // Only the header can be written in two ways: data follows from it.
  const canonical = encodeHeader(placed, metadata);
  for (let i = 0; i < dataStart; i++) {
    if (canonical[i] !== bytes[i])
      throw refuse("SAFETENSORS_NOT_CANONICAL", `The header is not in canonical form from byte ${i}.`);
  }
  const data = bytes.subarray(dataStart);
  const tensors = placed.map(({ name, dtype, shape, from, to }): [string, Tensor] => [
    name,
    { shape, data: readNumbers(data.subarray(from, to), dtype) },
  ]);
  return { tensors: new Map(tensors), metadata };
}

/** A copy, because the bytes of a tensor need not be aligned in the file. */
function readNumbers(bytes: Uint8Array, dtype: string): TensorData {
  const type = dtypes.get(dtype) as NonNullable<ReturnType<typeof dtypes.get>>;
  const numbers = new type(bytes.length / type.BYTES_PER_ELEMENT);
  const copy = new Uint8Array(numbers.buffer);
  copy.set(bytes);
  if (!isLittleEndian) reverseNumbers(copy, type.BYTES_PER_ELEMENT);
  return numbers;
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (cause) {
    throw refuse("SAFETENSORS_BAD_HEADER", "The header is not JSON text in UTF-8.", cause);
  }
  if (!isRecord(header)) throw refuse("SAFETENSORS_BAD_HEADER", "The header is not a JSON object.");
  return header;
}

function readMetadata(value: unknown): Map<string, string> {
  if (!isRecord(value)) throw refuse("SAFETENSORS_BAD_HEADER", "__metadata__ is not an object.");
  return new Map(
    Object.entries(value).map(([key, text]) => {
      if (typeof text !== "string" || key === "__proto__") {
        throw refuse("SAFETENSORS_BAD_HEADER", `__metadata__ may not hold ${JSON.stringify(key)}: ${typeof text}.`);
      }
      return [key, text];
    }),
  );
}

/** One tensor's line of the header, whose bytes must fill its shape. */
function readEntry(name: string, value: unknown): PlacedTensor {
  if (name === "__proto__" || !isRecord(value))
    throw refuse("SAFETENSORS_BAD_TENSOR", `Tensor "${name}" is not described by an object.`);
  const { dtype, shape, data_offsets: offsets } = value;
  if (typeof dtype !== "string" || !isSizes(shape) || !isSizes(offsets) || offsets.length !== 2) {
    throw refuse("SAFETENSORS_BAD_TENSOR", `Tensor "${name}" needs a dtype, a shape and two data_offsets.`);
  }
  const width = dtypes.get(dtype)?.BYTES_PER_ELEMENT;
  if (width === undefined)
    throw refuse("SAFETENSORS_BAD_TENSOR", `Tensor "${name}" has the unknown dtype ${JSON.stringify(dtype)}.`);
  const [from, to] = offsets as [number, number];
  const count = shape.reduce((product, side) => product * side, 1);
  if (!Number.isSafeInteger(count) || to - from !== count * width) {
    throw refuse(
      "SAFETENSORS_BAD_LAYOUT",
      `Tensor "${name}" has ${to - from} bytes for the shape [${shape.join(", ")}] of ${dtype}.`,
    );
  }
  return { name, dtype, shape, from, to };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((side) => Number.isSafeInteger(side) && side >= 0);
}

function refuse(code: SafetensorsErrorCode, message: string, cause?: unknown): SafetensorsError {
  return new SafetensorsError(
    code,
    message,
    "Write the file with encodeSafetensors, or ask its author for an intact copy.",
    cause,
  );
}
