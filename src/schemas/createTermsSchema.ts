import { parseUnits, ZeroHash } from "ethers";
import { z } from "zod";
import type { Terms } from "../market/Terms.ts";
import { addressSchema } from "./addressSchema.ts";
import { digestSchema } from "./digestSchema.ts";
import { durationSchema } from "./durationSchema.ts";
import { usesSchema } from "./usesSchema.ts";

/** Terms of an offer before it is known what they are for. */
export type OfferedTerms = Omit<Terms, "kind" | "assetId">;

export type CreateTermsSchemaParameters = {
  /** Decimals of the currency, as its contract says: 18 for COMMON, 6 for many others. */
  readonly decimals: number;
};

const MOST_BPS = 10_000;
const MOST_QUOTA = 2 ** 32 - 1;
const QUOTA = 'write a whole number from 1, or "unlimited"';
const PRICE_BITS = 96n;

const bps = z
  .int("write basis points: 500 is 5 %")
  .min(0, "write 0 or more")
  .max(MOST_BPS, `write at most ${MOST_BPS}, the whole`)
  .default(0);

/**
 * A schema of terms as people write them: uses by name, a duration like "30d" or "perpetual", the price as a decimal text.
 * What it gives is what the chain takes.
 */
export function createTermsSchema({ decimals }: CreateTermsSchemaParameters) {
  const price = z
    .string("write the price as text, so that no digit is lost")
    .regex(
      new RegExp(decimals === 0 ? "^\\d{1,40}$" : `^\\d{1,40}(\\.\\d{1,${decimals}})?$`),
      `write a decimal number like "12" or "0.5", with at most ${decimals} digits after the point`,
    )
    .transform((text) => parseUnits(text, decimals))
    .refine((units) => units >> PRICE_BITS === 0n, "write less: the market holds prices below 2^96 smallest units");
  return z
    .strictObject({
      uses: usesSchema,
      duration: durationSchema,
      /** Uses that can be recorded. */
      quota: z
        .union([z.literal("unlimited").transform(() => 0), z.int().min(1, QUOTA).max(MOST_QUOTA, QUOTA)], QUOTA)
        .default(0),
      isTransferable: z.boolean("write true or false").default(false),
      resaleRoyaltyBps: bps,
      revenueShareBps: bps,
      currency: addressSchema,
      price,
      policyDigest: digestSchema.default(ZeroHash),
      termsDigest: digestSchema.default(ZeroHash),
    })
    .transform(({ duration: durationSeconds, ...terms }): OfferedTerms => ({ ...terms, durationSeconds }));
}
