import { z } from "zod";
import { useBits } from "../market/useBits.ts";

const names = Object.keys(useBits) as (keyof typeof useBits)[];

/** Permitted uses by name, like ["train", "evaluate"]; as the sum of the bits of `Use`. */
export const usesSchema = z
  .array(z.enum(names, `write one of ${names.join(", ")}`))
  .min(1, "write at least one use")
  .transform((uses) => uses.reduce((sum, use) => sum | useBits[use], 0));
