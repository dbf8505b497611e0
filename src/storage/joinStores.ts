import { BaseError } from "../errors/BaseError.ts";
import { RetryableError } from "../errors/RetryableError.ts";
import type { ContentStore } from "./ContentStore.ts";
import { contentMissing } from "./contentMissing.ts";
import { StorageError } from "./StorageError.ts";

export type JoinStoresOptions = {
  /** Told of every store that failed, also when another one did what was asked. That content is missing is no failure. */
  readonly onFailure?: (error: BaseError) => void;
};

/**
 * Several stores as one. Content is put into every store that can be written to, and is put once one of them took it; it
 * is read from the first store, in the order given, that has it intact. What a store says against content counts only
 * when no other store may still have it: first a store that did not answer (try again), then one that refused, then
 * corrupt, too large and missing content.
 */
export function joinStores(stores: readonly ContentStore[], { onFailure }: JoinStoresOptions = {}): ContentStore {
  return {
    async put(bytes) {
      const attempts = await Promise.all(stores.map((store) => attempt(() => store.put(bytes))));
      const errors = failuresIn(attempts).filter(({ code }) => code !== "STORE_READ_ONLY");
      for (const error of errors) onFailure?.(error);
      for (const result of attempts) if (!(result instanceof BaseError)) return result;
      throw gravest(errors) ?? storesReadOnly();
    },
    async get(digest) {
      const errors: BaseError[] = [];
      for (const store of stores) {
        const result = await attempt(() => store.get(digest));
        if (!(result instanceof BaseError)) return result;
        if (result.code !== "CONTENT_MISSING") onFailure?.(result);
        errors.push(result);
      }
      throw gravest(errors) ?? contentMissing(digest);
    },
  };
}

/** The result, or the error of a store. Any other error is a defect and is thrown. */
async function attempt<T>(act: () => Promise<T>): Promise<T | BaseError> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof BaseError) return error;
    throw error;
  }
}

function failuresIn(results: readonly unknown[]): BaseError[] {
  return results.filter((result) => result instanceof BaseError);
}

const AGAINST_CONTENT = ["DIGEST_INVALID", "CONTENT_CORRUPT", "CONTENT_TOO_LARGE", "CONTENT_MISSING"];

/** The error that leaves most open about the content. */
function gravest(errors: readonly BaseError[]): BaseError | undefined {
  return errors.toSorted((a, b) => rankOf(a) - rankOf(b))[0];
}

function rankOf(error: BaseError): number {
  if (error instanceof RetryableError) return 0;
  return error instanceof StorageError ? 2 + AGAINST_CONTENT.indexOf(error.code) : 1;
}

function storesReadOnly(): BaseError {
  return new BaseError("STORE_READ_ONLY", "None of the stores can be written to.", {
    remedy: "Add a store of kind folder, kubo or s3.",
  });
}
