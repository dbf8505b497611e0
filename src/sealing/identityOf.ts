import { encodeBech32 } from "./encodeBech32.ts";

/** The age identity (`AGE-SECRET-KEY-1…`) of an X25519 secret of 32 bytes. A secret like it. */
export function identityOf(secret: Uint8Array): string {
  return encodeBech32("age-secret-key-", secret).toUpperCase();
}
