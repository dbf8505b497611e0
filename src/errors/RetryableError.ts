import { BaseError } from "./BaseError.ts";

/** The node could not be reached or was busy: trying again may help. */
export class RetryableError extends BaseError {
  override name = "RetryableError";
}
