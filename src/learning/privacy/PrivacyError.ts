import { BaseError } from "../../errors/BaseError.ts";

export type PrivacyErrorCode = "PRIVACY_BAD_VALUE" | "PRIVACY_UNREACHABLE" | "PRIVACY_BAD_RECORD";

/** A privacy plan that means nothing, cannot be reached, or claims what its own numbers deny. */
export class PrivacyError extends BaseError {
  override name = "PrivacyError";

  constructor(code: PrivacyErrorCode, message: string, remedy: string) {
    super(code, message, { remedy });
  }
}
