import type { Random } from "../../src/learning/createRandom.ts";
import { mutateBytes } from "./mutateBytes.ts";
import { mutateHeader } from "./mutateHeader.ts";

/** One to three changes to a file: to its bytes, to its data alone, or to its header, whose length is then mostly right. */
export function mutateFile(file: Uint8Array, random: Random): Uint8Array {
  let bytes = file;
  for (let changes = 1 + random.integer(3); changes > 0; changes--) {
    const kind = random.integer(3);
    const dataStart = dataStartOf(bytes);
    if (kind === 0 || dataStart === undefined) bytes = mutateBytes(bytes, random);
    else if (kind === 1) bytes = withData(bytes, dataStart, random);
    else bytes = withHeader(bytes, dataStart, random);
  }
  return bytes;
}

function dataStartOf(bytes: Uint8Array): number | undefined {
  if (bytes.length < 8) return undefined;
  const declared = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  return declared <= BigInt(bytes.length - 8) ? 8 + Number(declared) : undefined;
}

function withData(bytes: Uint8Array, dataStart: number, random: Random): Uint8Array {
  const changed = bytes.slice();
  if (bytes.length > dataStart) {
    const at = dataStart + random.integer(bytes.length - dataStart);
    changed[at] = random.integer(2) === 0 ? (bytes[at] as number) ^ (1 << random.integer(8)) : random.integer(256);
  }
  return changed;
}

function withHeader(bytes: Uint8Array, dataStart: number, random: Random): Uint8Array {
  let text = new TextDecoder().decode(bytes.subarray(8, dataStart));
  text = mutateHeader(random.integer(4) === 0 ? text : text.trimEnd(), random);
  // Mostly padded as it should be, so that what lies behind the padding is reached.
  let json = new TextEncoder().encode(text);
  if (random.integer(8) !== 0) {
    json = new TextEncoder().encode(text + " ".repeat((8 - (json.length % 8)) % 8));
  }
  const changed = new Uint8Array(8 + json.length + bytes.length - dataStart);
  new DataView(changed.buffer).setBigUint64(0, BigInt(json.length), true);
  changed.set(json, 8);
  changed.set(bytes.subarray(dataStart), 8 + json.length);
  return changed;
}
