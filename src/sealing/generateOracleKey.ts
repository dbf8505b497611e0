import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { keyOf } from "./keyOf.ts";

/** A key pair of an oracle. */
export type OracleKeyPair = {
  /** `AGE-SECRET-KEY-1…`: opens what is sealed to the key. A secret. */
  readonly identity: string;
  /** X25519 public key, to publish. */
  readonly key: string;
};

/** A fresh key pair, from the platform's own randomness; `age-keygen` makes the same. */
export async function generateOracleKey(): Promise<OracleKeyPair> {
  const identity = await generateX25519Identity();
  return { identity, key: keyOf(await identityToRecipient(identity)) };
}
