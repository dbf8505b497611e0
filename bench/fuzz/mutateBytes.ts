import type { Random } from "../../src/learning/createRandom.ts";

const LENGTHS = [0n, 1n, 7n, 8n, 1n << 20n, (1n << 20n) + 1n, 1n << 32n, 1n << 53n, (1n << 63n) - 1n, (1n << 64n) - 1n];

/** Damages a file without looking at it: bits, bytes, ends, ranges, and the length that it declares. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random.integer(bytes.length + 1);
  const length = Math.min(1 + random.integer(16), bytes.length - at);
  const changed = bytes.slice();
  switch (random.integer(8)) {
    case 0:
      if (at < bytes.length) changed[at] = (bytes[at] as number) ^ (1 << random.integer(8));
      return changed;
    case 1:
      if (at < bytes.length) changed[at] = random.integer(256);
      return changed;
    case 2:
      return bytes.slice(0, at);
    case 3:
      return joined(
        bytes,
        Uint8Array.from({ length: 1 + random.integer(16) }, () => random.integer(256)),
      );
    case 4:
      return joined(bytes.subarray(0, at), bytes.subarray(at + length));
    case 5:
      return joined(bytes.subarray(0, at + length), bytes.subarray(at));
    case 6:
      return changed.fill(random.integer(2) === 0 ? 0 : 0xff, at, at + length);
    default: {
      if (bytes.length < 8) return changed;
      const view = new DataView(changed.buffer);
      const near = view.getBigUint64(0, true) + BigInt(random.integer(17) - 8);
      const declared = random.integer(2) === 0 ? near : (LENGTHS[random.integer(LENGTHS.length)] as bigint);
      view.setBigUint64(0, BigInt.asUintN(64, declared), true);
      return changed;
    }
  }
}

function joined(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(head.length + tail.length);
  bytes.set(head);
  bytes.set(tail, head.length);
  return bytes;
}
