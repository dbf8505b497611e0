import { BaseError } from "../../errors/BaseError.ts";

/** A key, a keystore or a passphrase cannot be used. No message, cause or field of it ever holds a secret. */
export class KeyError extends BaseError {
  override name = "KeyError";

  constructor(code: string, message: string, remedy: string) {
    // No `cause`: what a cryptographic library throws may quote its input.
    super(code, message, { remedy });
  }
}
