import { Decrypter, type Stanza } from "age-encryption";

/**
 * Longest header read. A key takes 98 bytes, so the 16 members of a full committee fit more than twice; and somebody who
 * seals to a million keys costs a member no time.
 */
const MOST_HEADER_BYTES = 4096;

/**
 * To how many X25519 keys an age file is sealed, as its header says; undefined when it is no age file, or its header is
 * longer than any committee needs. The header does not say whose keys they are, and a stanza may be garbage.
 */
export async function recipientCountOf(sealed: Uint8Array): Promise<number | undefined> {
  let count: number | undefined;
  const decrypter = new Decrypter();
  decrypter.addIdentity({
    unwrapFileKey(stanzas: Stanza[]) {
      count = stanzas.filter(({ args }) => args[0] === "X25519").length;
      return null;
    },
  });
  // It always throws: the identity above only looks.
  await decrypter.decryptHeader(sealed.subarray(0, MOST_HEADER_BYTES)).catch(() => undefined);
  return count;
}
