import { type SliceDefectParameters, sliceDefect } from "./sliceDefect.ts";

/** An oracle must call this slice void; `sliceDefect` says why. */
export function isSliceVoid(parameters: SliceDefectParameters): boolean {
  return sliceDefect(parameters) !== undefined;
}
