import { Decrypter } from "age-encryption";
import { sha256 } from "ethers";
import { keysOfIdentities } from "./keysOfIdentities.ts";
import { recipientCountOf } from "./recipientCountOf.ts";
import { SealingError } from "./SealingError.ts";

export type OpenUpdateParameters = {
  /** An age file. */
  readonly sealed: Uint8Array;
  /** Identities (`AGE-SECRET-KEY-1…`) to try: the oracle's current one and those that it rotated away from. */
  readonly identities: readonly string[];
  /** SHA-256 that the contributor revealed. */
  readonly updateDigest: string;
};

/**
 * Opens a sealed update and checks that it is the one that was revealed.
 * @throws SealingError `KEY_INVALID` for a malformed identity, `SEALED_UNREADABLE` when no identity opens the file,
 * `SEALED_MISMATCH` when it holds something else than what was revealed.
 */
export async function openUpdate({ sealed, identities, updateDigest }: OpenUpdateParameters): Promise<Uint8Array> {
  await keysOfIdentities(identities);
  const bytes = await decrypt(sealed, identities, updateDigest);
  const actual = sha256(bytes);
  if (actual !== updateDigest.toLowerCase()) {
    throw new SealingError(
      "SEALED_MISMATCH",
      `What was sealed as update ${updateDigest} hashes to ${actual}.`,
      "It earns nothing: the contributor sealed something else than it revealed.",
    );
  }
  return bytes;
}

async function decrypt(sealed: Uint8Array, identities: readonly string[], updateDigest: string): Promise<Uint8Array> {
  // Every key in the header is tried in turn: a header longer than any committee needs is not begun with.
  const recipients = await recipientCountOf(sealed);
  if (recipients === undefined) throw unreadable(updateDigest, "it has no age header of at most 4096 bytes");
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  try {
    return await decrypter.decrypt(sealed);
  } catch (cause) {
    throw unreadable(updateDigest, "it is damaged, or sealed to other keys", cause);
  }
}

function unreadable(updateDigest: string, reason: string, cause?: unknown): SealingError {
  return new SealingError(
    "SEALED_UNREADABLE",
    `The sealed copy of update ${updateDigest} does not open: ${reason}.`,
    "Ask another member of the committee to forward the update, in Opening.",
    cause,
  );
}
