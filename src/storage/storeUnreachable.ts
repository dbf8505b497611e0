import { RetryableError } from "../errors/RetryableError.ts";

/** The error of a store that did not answer, or not to the end. It says nothing about the content. */
export function storeUnreachable(store: string, what: string, cause?: unknown): RetryableError {
  return new RetryableError("STORE_UNREACHABLE", `The store ${store} ${what}.`, {
    remedy: "Check that it runs and can be reached from here; then try again.",
    cause,
  });
}
