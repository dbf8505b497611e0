import { parseUnits } from "ethers";
import { z } from "zod";
import { amountSchema } from "./amountSchema.ts";

const GWEI_DECIMALS = 9;

const gwei = z
  .number()
  .positive()
  .max(1_000_000)
  // Rounded to whole wei; toFixed never writes an exponent in this range.
  .transform((value) => parseUnits(value.toFixed(GWEI_DECIMALS), GWEI_DECIMALS));

/** Configuration of what a service may pay for its transactions. Gwei in the file, wei as bigint afterwards. */
export const feesSchema = z
  .strictObject({
    maxFeePerGasGwei: gwei,
    maxPriorityFeePerGasGwei: gwei,
    /** How much more each replacement offers. Nodes refuse to replace for less than 10 or 12.5. */
    bumpPercent: z.number().min(12.5).max(100).default(12.5),
    /** How long a transaction may wait before it is replaced. */
    bumpAfterSeconds: z.number().positive().default(60),
    /** Below it an alarm is raised. */
    minBalanceWei: amountSchema.default(10n ** 16n),
  })
  .refine((fees) => fees.maxPriorityFeePerGasGwei <= fees.maxFeePerGasGwei, {
    error: "expected at most maxFeePerGasGwei",
    path: ["maxPriorityFeePerGasGwei"],
  })
  .transform(({ maxFeePerGasGwei, maxPriorityFeePerGasGwei, ...fees }) => ({
    ...fees,
    maxFeePerGasWei: maxFeePerGasGwei,
    maxPriorityFeePerGasWei: maxPriorityFeePerGasGwei,
  }));
