import { encodeSafetensors } from "../storage/encodeSafetensors.ts";
import type { Examples } from "./Examples.ts";

/** Labelled rows as one safetensors file: "features" [rows, width] F64 and "labels" [rows] U32. */
export function writeExamples({ width, features, labels }: Examples): Uint8Array {
  return encodeSafetensors(
    new Map([
      ["features", { shape: [labels.length, width], data: features }],
      ["labels", { shape: [labels.length], data: labels }],
    ]),
  );
}
