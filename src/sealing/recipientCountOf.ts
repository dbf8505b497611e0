import { Decrypter, type Stanza } from "age-encryption";

/**
 * To how many X25519 keys an age file is sealed, as its header says; undefined when it is no age file. The header does
 * not say whose keys they are, and a stanza may be garbage.
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
  await decrypter.decryptHeader(sealed).catch(() => undefined);
  return count;
}
