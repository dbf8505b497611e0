import { z } from "zod";
import { amountSchema } from "../operation/amountSchema.ts";
import { baseConfigShape } from "../operation/baseConfigShape.ts";
import { trainerSchema } from "./trainer/trainerSchema.ts";

const id = z.int().min(0).transform(BigInt);

/** Configuration of a contributor. */
export const contributorConfigSchema = z.strictObject({
  ...baseConfigShape,
  /** Models to train, and the right to do so: a dataset that the account owns, or a license of it. */
  models: z
    .array(z.strictObject({ modelId: id, datasetId: id, licenseId: id.default(0n) }))
    .min(1)
    .refine(
      (models) => new Set(models.map(({ modelId }) => modelId)).size === models.length,
      "expected each model once",
    ),
  trainer: trainerSchema,
  /** Who sees an update before the round is settled: only the committee, or everyone. */
  publication: z.enum(["sealed", "open"]).default("sealed"),
  /** Most that is deposited as the bond of one round, smallest units of its token; dearer rounds are left out. */
  maxBond: amountSchema.default(10n ** 20n),
  /** Least that a sponsor must put into a round's pot, smallest units of its token: rounds that pay less are left out. */
  minPot: amountSchema.default(0n),
  /** Least that is claimed in one call, smallest units: less would cost more gas than it is worth. */
  minClaim: amountSchema.default(10n ** 16n),
});

export type ContributorConfig = z.output<typeof contributorConfigSchema>;
