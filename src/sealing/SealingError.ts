import { BaseError } from "../errors/BaseError.ts";

export type SealingErrorCode =
  | "KEY_INVALID"
  | "KEY_NOT_PUBLISHED"
  | "ORACLE_KEYS_MISSING"
  | "SEALED_UNREADABLE"
  | "SEALED_MISMATCH"
  | "RECORD_UNREADABLE";

/** Something cannot be sealed to an oracle, or opened by it. No message ever holds an identity. */
export class SealingError extends BaseError {
  override name = "SealingError";
  declare readonly code: SealingErrorCode;

  constructor(code: SealingErrorCode, message: string, remedy: string, cause?: unknown) {
    super(code, message, cause === undefined ? { remedy } : { remedy, cause });
  }
}
