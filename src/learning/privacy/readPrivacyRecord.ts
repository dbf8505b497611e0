import { epsilonOf } from "./epsilonOf.ts";
import { PRIVACY_KEY } from "./PRIVACY_KEY.ts";
import { PrivacyError } from "./PrivacyError.ts";
import type { NoisySteps, PrivacyPlan } from "./PrivacyPlan.ts";
import { writePrivacyRecord } from "./writePrivacyRecord.ts";

/** Bounds the work of a reader on a record that a stranger wrote. */
const MOST_EARLIER = 1000;

/**
 * The plan that an update's metadata records, or undefined when it records none. Accepts only what `writePrivacyRecord`
 * writes, and only an ε that follows from the record's own numbers. Whether the training was done like that, nobody but
 * the contributor knows.
 * @throws PrivacyError `PRIVACY_BAD_RECORD`, or `PRIVACY_BAD_VALUE` for a number out of its range.
 */
export function readPrivacyRecord(metadata: ReadonlyMap<string, string>): PrivacyPlan | undefined {
  const text = metadata.get(PRIVACY_KEY);
  if (text === undefined) return undefined;
  const plan = parsePlan(text);
  if (writePrivacyRecord(plan)[1] !== text) throw refuse("The record is not in canonical form.");
  if (!(plan.clipNorm > 0)) throw refuse(`The record has the clip norm ${plan.clipNorm}.`);
  const epsilon = epsilonOf([...plan.earlier, plan], plan.delta);
  if (epsilon !== plan.epsilon) throw refuse(`The record claims ε = ${plan.epsilon}, but its numbers give ${epsilon}.`);
  return plan;
}

function parsePlan(text: string): PrivacyPlan {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refuse("The record is not JSON text.");
  }
  if (!isNumbers(value, ["epsilon", "delta", "clipNorm", "samplingRate", "noiseMultiplier", "steps"])) {
    throw refuse("The record lacks a number of a privacy plan.");
  }
  const { earlier } = value as { earlier?: unknown };
  if (!Array.isArray(earlier) || earlier.length > MOST_EARLIER || !earlier.every(isNoisySteps)) {
    throw refuse(`The record's earlier trainings are not a list of at most ${MOST_EARLIER}.`);
  }
  return { ...(value as Omit<PrivacyPlan, "earlier">), earlier };
}

function isNoisySteps(value: unknown): value is NoisySteps {
  return isNumbers(value, ["samplingRate", "noiseMultiplier", "steps"]);
}

function isNumbers(value: unknown, keys: readonly string[]): boolean {
  if (typeof value !== "object" || value === null) return false;
  return keys.every((key) => typeof (value as Record<string, unknown>)[key] === "number");
}

function refuse(message: string): PrivacyError {
  return new PrivacyError("PRIVACY_BAD_RECORD", message, "Write the record with writePrivacyRecord.");
}
