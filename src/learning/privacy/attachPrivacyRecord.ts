import { decodeSafetensors } from "../../storage/decodeSafetensors.ts";
import { encodeSafetensors } from "../../storage/encodeSafetensors.ts";
import type { PrivacyPlan } from "./PrivacyPlan.ts";
import { writePrivacyRecord } from "./writePrivacyRecord.ts";

/**
 * The file of an update, dense or sparse, with the plan that it was trained by in its metadata.
 * @throws SafetensorsError when the bytes are no such file.
 */
export function attachPrivacyRecord(update: Uint8Array, plan: PrivacyPlan): Uint8Array {
  const { tensors, metadata } = decodeSafetensors(update);
  return encodeSafetensors(tensors, new Map([...metadata, writePrivacyRecord(plan)]));
}
