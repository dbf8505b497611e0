import { canonicalJson } from "../../storage/canonicalJson.ts";
import { PRIVACY_KEY } from "./PRIVACY_KEY.ts";
import type { NoisySteps, PrivacyPlan } from "./PrivacyPlan.ts";

/** A plan as the entry of an update's `__metadata__` that records it: key and canonical JSON text. */
export function writePrivacyRecord(plan: PrivacyPlan): [key: string, text: string] {
  const { epsilon, delta, clipNorm, earlier } = plan;
  return [PRIVACY_KEY, canonicalJson({ epsilon, delta, clipNorm, earlier: earlier.map(fieldsOf), ...fieldsOf(plan) })];
}

/** Only the fields of the type: what else an object holds is not handed out. */
function fieldsOf({ samplingRate, noiseMultiplier, steps }: NoisySteps) {
  return { samplingRate, noiseMultiplier, steps };
}
