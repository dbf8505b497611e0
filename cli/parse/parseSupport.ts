import { Support } from "../../src/governance/Support.ts";
import { usageError } from "../usageError.ts";

const supports: Readonly<Record<string, Support>> = {
  for: Support.For,
  against: Support.Against,
  abstain: Support.Abstain,
};

/** A vote: for, against or abstain. */
export function parseSupport(text: string): Support {
  const word = text.toLowerCase();
  const support = Object.hasOwn(supports, word) ? supports[word] : undefined;
  if (support === undefined) throw usageError(`a vote is for, against or abstain, not "${text}".`);
  return support;
}
