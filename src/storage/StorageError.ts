import { BaseError } from "../errors/BaseError.ts";

/** Content could not be read: it is missing or not what its digest says. */
export class StorageError extends BaseError {
  override name = "StorageError";
}
