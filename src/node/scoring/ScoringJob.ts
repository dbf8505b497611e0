import { sha256, toUtf8Bytes } from "ethers";
import { z } from "zod";
import { isTransmission } from "../../learning/compression/isTransmission.ts";
import type { Transmission } from "../../learning/compression/Transmission.ts";
import { canonicalJson } from "../../storage/canonicalJson.ts";

const digest = z.string().regex(/^0x[0-9a-f]{64}$/);
const whole = z.int().nonnegative();

/**
 * What a job on the queue says: a question, and the files that it is asked of. `direction` is the digest of a file of
 * parameters, `bytes` are in base 64.
 */
export const scoringJobSchema = z.strictObject({
  /** Another number for whatever changes a bit of an answer: workers refuse what they do not compute. */
  format: z.literal("commonweights.scoring-job.v1"),
  question: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("measure"), parameters: whole, direction: digest, seed: whole }),
    z.strictObject({ kind: z.literal("sketch"), parameters: whole, seed: whole }),
    z.strictObject({ kind: z.literal("project"), parameters: whole, direction: digest }),
  ]),
  files: z.array(z.strictObject({ digest, bytes: z.string(), transmission: z.custom<Transmission>(isTransmission) })),
});

export type ScoringJob = z.infer<typeof scoringJobSchema>;

/** The name of a job: the same for the same question about the same files, whoever asks and whenever. */
export function scoringJobId({ format, question, files }: ScoringJob): string {
  const named = files.map((file) => ({ digest: file.digest, transmission: file.transmission }));
  return sha256(toUtf8Bytes(canonicalJson({ format, question, files: named }))).slice(2);
}
