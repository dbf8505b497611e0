import { Decrypter, Encrypter } from "age-encryption";
import { expect } from "chai";
import { identityOf } from "../../../src/sealing/identityOf.ts";
import { keysOfIdentities } from "../../../src/sealing/keysOfIdentities.ts";
import { recipientOf } from "../../../src/sealing/recipientOf.ts";

/** From the age project's own tests: the identity of 32 bytes of 0x42. */
const IDENTITY = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";

async function seal(bytes: Uint8Array, key: string): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipientOf(key));
  return encrypter.encrypt(bytes);
}

async function openWith(identity: string, sealed: Uint8Array): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter.decrypt(sealed, "uint8array");
}

describe("identityOf", () => {
  it("writes a secret as the age project does", () => {
    expect(identityOf(new Uint8Array(32).fill(0x42))).to.equal(IDENTITY);
  });

  it("opens what was sealed to its recipient, and to no other's", async () => {
    const bytes = Uint8Array.from({ length: 1_000 }, (_, k) => k % 251);
    for (const fill of [0, 1, 0x7f, 0xff]) {
      const secret = Uint8Array.from({ length: 32 }, (_, k) => (fill + 31 * k) % 256);
      const identity = identityOf(secret);
      const [key] = (await keysOfIdentities([identity])) as [string];
      const sealed = await seal(bytes, key);
      expect(await openWith(identity, sealed)).to.deep.equal(bytes);
      const failure = await openWith(IDENTITY, sealed).catch((error: unknown) => error);
      expect(failure).to.be.instanceOf(Error);
    }
  });
});
