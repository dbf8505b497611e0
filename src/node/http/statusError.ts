import type { BaseError } from "../../errors/BaseError.ts";
import { storeRefused } from "../../storage/storeRefused.ts";
import { storeUnreachable } from "../../storage/storeUnreachable.ts";

const REMEDIES: Readonly<Record<number, string>> = {
  401: "Check the credentials that it is given.",
  403: "Check the credentials that it is given, and what they allow.",
};

/**
 * What a status that is no success says of a store: 408, 425, 429 and 5xx pass, everything else is set up wrongly.
 * `detail` is what the store says of it, if it can be shown.
 */
export function statusError(store: string, status: number, detail?: string): BaseError {
  const what = `answers with status ${status}${detail === undefined ? "" : ` (${detail})`}`;
  if (status >= 500 || [408, 425, 429].includes(status)) return storeUnreachable(store, what);
  return storeRefused(store, what, REMEDIES[status] ?? "Check the URL that it is configured with.");
}
