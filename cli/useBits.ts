import { Use } from "../src/market/Terms.ts";

/** The names of uses and their bits, in the bits' order. */
export const useBits: Readonly<Record<string, number>> = {
  train: Use.Train,
  evaluate: Use.Evaluate,
  infer: Use.Infer,
  redistribute: Use.Redistribute,
  derive: Use.Derive,
};
