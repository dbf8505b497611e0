import { Encrypter } from "age-encryption";
import { recipientOf } from "./recipientOf.ts";
import { SealingError } from "./SealingError.ts";

export type SealUpdateParameters = {
  /** The update (safetensors), whose SHA-256 was revealed. */
  readonly bytes: Uint8Array;
  /** X25519 public keys of everyone who may open it. */
  readonly keys: readonly string[];
};

/**
 * The update as an age file that each of the keys opens. Two calls give different files: sealing is random.
 * @throws SealingError `ORACLE_KEYS_MISSING` without a key: such a file could be opened by nobody.
 */
export async function sealUpdate({ bytes, keys }: SealUpdateParameters): Promise<Uint8Array> {
  if (keys.length === 0) {
    throw new SealingError(
      "ORACLE_KEYS_MISSING",
      "There is no key to seal the update to.",
      "Ask the oracles of the committee to publish their keys.",
    );
  }
  const encrypter = new Encrypter();
  for (const key of keys) encrypter.addRecipient(recipientOf(key));
  return encrypter.encrypt(bytes);
}
