import { identityToRecipient } from "age-encryption";
import { keyOf } from "./keyOf.ts";
import { SealingError } from "./SealingError.ts";

/**
 * The public keys of identities, in their order.
 * @throws SealingError `KEY_INVALID`, naming the position of the one that is no `AGE-SECRET-KEY-1…`.
 */
export async function keysOfIdentities(identities: readonly string[]): Promise<string[]> {
  return Promise.all(
    identities.map(async (identity, position) => {
      try {
        return keyOf(await identityToRecipient(identity));
      } catch {
        // Without its cause: what the age library says could hold a part of the secret.
        throw new SealingError(
          "KEY_INVALID",
          `Identity ${position} is not an age identity with an X25519 key.`,
          "Give the AGE-SECRET-KEY-1… line that age-keygen wrote.",
        );
      }
    }),
  );
}
