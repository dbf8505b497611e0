import type { Examples } from "../learning/Examples.ts";

const view = new DataView(new ArrayBuffer(8));

/** Unsigned 32 bits that follow from every feature of a slice (FNV-1a over words): unknown until the slice is opened. */
export function sketchSeed({ features }: Examples): number {
  let hash = 0x811c9dc5;
  for (const value of features) {
    view.setFloat64(0, value);
    hash = Math.imul(hash ^ view.getUint32(0), 0x01000193);
    hash = Math.imul(hash ^ view.getUint32(4), 0x01000193);
  }
  return hash >>> 0;
}
