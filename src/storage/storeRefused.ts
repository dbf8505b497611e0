import { BaseError } from "../errors/BaseError.ts";

/**
 * The error of a store that answers, but not as it should: it is set up wrongly, there or here. It says nothing about the
 * content, and trying again does not help.
 */
export function storeRefused(store: string, what: string, remedy: string, cause?: unknown): BaseError {
  return new BaseError("STORE_REFUSED", `The store ${store} ${what}.`, { remedy, cause });
}
