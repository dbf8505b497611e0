import { toUtf8Bytes } from "ethers";
import type { TaskSpec } from "./TaskSpec.ts";

/** A task as the JSON file that its digest names. */
export function writeTaskSpec(spec: TaskSpec): Uint8Array {
  return toUtf8Bytes(JSON.stringify(spec));
}
