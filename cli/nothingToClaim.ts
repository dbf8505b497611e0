import { AdvisedError } from "./AdvisedError.ts";

/** There is no money to take: says why, and which command shows it. */
export function nothingToClaim(why: string, { remedy, next }: { readonly remedy?: string; readonly next: string }) {
  return new AdvisedError("NOTHING_TO_CLAIM", why, { ...(remedy === undefined ? {} : { remedy }), next });
}
