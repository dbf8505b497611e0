import type { Power } from "./readPower.ts";

/** Votes as JSON has them: what there is not is null. */
export function plainPower({ at, tokens, ...power }: Power) {
  return { ...power, at: at ?? null, tokens: { ...tokens, delegation: tokens.delegation ?? null } };
}
