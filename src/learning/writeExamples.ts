import { encodeSafetensors } from "../storage/encodeSafetensors.ts";
import type { Examples } from "./Examples.ts";

/**
 * Rows as one safetensors file: "features" [rows, width] F64 and "labels" [rows] U32, or instead of the labels "targets"
 * [rows, outputs] F64. @throws SafetensorsError when the arrays do not have whole rows.
 */
export function writeExamples({ width, features, labels, targets }: Examples): Uint8Array {
  const rows = labels.length;
  return encodeSafetensors(
    new Map([
      ["features", { shape: [rows, width], data: features }],
      targets === undefined
        ? ["labels", { shape: [rows], data: labels }]
        : ["targets", { shape: [rows, targets.length / rows], data: targets }],
    ]),
  );
}
