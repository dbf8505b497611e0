import { z } from "zod";
import { Use } from "../market/Terms.ts";

const bits = {
  train: Use.Train,
  evaluate: Use.Evaluate,
  infer: Use.Infer,
  redistribute: Use.Redistribute,
  derive: Use.Derive,
} as const;

const names = Object.keys(bits) as (keyof typeof bits)[];

/** Permitted uses by name, like ["train", "evaluate"]; as the sum of {@link Use} bits. */
export const usesSchema = z
  .array(z.enum(names, `write one of ${names.join(", ")}`))
  .min(1, "write at least one use")
  .transform((uses) => uses.reduce((sum, use) => sum | bits[use], 0));
