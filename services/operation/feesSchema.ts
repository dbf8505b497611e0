import { parseUnits } from "ethers";
import { z } from "zod";
import type { FeePolicy } from "../../src/chain/Fees.ts";
import { amountSchema } from "./amountSchema.ts";

const GWEI_DECIMALS = 9;

const gwei = z
  .number()
  .positive()
  .max(1_000_000)
  // Rounded to whole wei; toFixed never writes an exponent in this range.
  .transform((value) => parseUnits(value.toFixed(GWEI_DECIMALS), GWEI_DECIMALS));

/** What a service may pay for its transactions, and the balance, wei, below which an alarm is raised. */
export type FeesConfig = FeePolicy & { readonly minBalanceWei: bigint };

/** Configuration of what a service may pay. Gwei and percent in the file; afterwards the fee policy of `src/chain`. */
export const feesSchema = z
  .strictObject({
    maxFeePerGasGwei: gwei,
    maxPriorityFeePerGasGwei: gwei,
    /** How much more each replacement offers. Nodes refuse to replace for less than 10 or 12.5. */
    bumpPercent: z.number().min(12.5).max(100).default(12.5),
    /** How long a transaction may wait before it is replaced. */
    bumpAfterSeconds: z.number().positive().default(60),
    minBalanceWei: amountSchema.default(10n ** 16n),
  })
  .refine((fees) => fees.maxPriorityFeePerGasGwei <= fees.maxFeePerGasGwei, {
    error: "expected at most maxFeePerGasGwei",
    path: ["maxPriorityFeePerGasGwei"],
  })
  .transform(
    (fees): FeesConfig => ({
      maxFeePerGas: fees.maxFeePerGasGwei,
      maxPriorityFeePerGas: fees.maxPriorityFeePerGasGwei,
      bumpPermille: Math.ceil(fees.bumpPercent * 10),
      bumpAfterSeconds: fees.bumpAfterSeconds,
      minBalanceWei: fees.minBalanceWei,
    }),
  );
