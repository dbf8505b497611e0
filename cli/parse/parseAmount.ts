import { usageError } from "../usageError.ts";

/** An amount of tokens as it was typed; how many of the smallest units that is depends on the token. */
export type TypedAmount = { readonly text: string };

/** An amount of tokens, like 12 or 0.5. */
export function parseAmount(text: string): TypedAmount {
  if (!/^\d{1,60}(\.\d{1,36})?$/.test(text)) throw usageError(`it must be an amount like 12 or 0.5, not "${text}".`);
  return { text };
}
