import { Use } from "./Terms.ts";

/** The bit of each use by the name that people write, in the bits' order. */
export const useBits = {
  train: Use.Train,
  evaluate: Use.Evaluate,
  infer: Use.Infer,
  redistribute: Use.Redistribute,
  derive: Use.Derive,
} as const;
