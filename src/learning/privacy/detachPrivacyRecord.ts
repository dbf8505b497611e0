import { decodeSafetensors } from "../../storage/decodeSafetensors.ts";
import { encodeSafetensors } from "../../storage/encodeSafetensors.ts";
import { PRIVACY_KEY } from "./PRIVACY_KEY.ts";
import type { PrivacyPlan } from "./PrivacyPlan.ts";
import { readPrivacyRecord } from "./readPrivacyRecord.ts";

export type DetachedPrivacyRecord = {
  /** The file of the update without the record. */
  readonly update: Uint8Array;
  readonly plan: PrivacyPlan | undefined;
};

/**
 * Takes apart what `attachPrivacyRecord` put together, so that who reads the update itself meets nothing but its one
 * form. @throws SafetensorsError when the bytes are no such file, PrivacyError for a record that is none.
 */
export function detachPrivacyRecord(bytes: Uint8Array): DetachedPrivacyRecord {
  const { tensors, metadata } = decodeSafetensors(bytes);
  const plan = readPrivacyRecord(metadata);
  if (plan === undefined) return { update: bytes, plan };
  const others = [...metadata].filter(([key]) => key !== PRIVACY_KEY);
  return { update: encodeSafetensors(tensors, new Map(others)), plan };
}
