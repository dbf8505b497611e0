import { createPrivateKey, createPublicKey } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import { BECH32_ALPHABET } from "../../../src/sealing/BECH32_ALPHABET.ts";
import { bech32Polymod } from "../../../src/sealing/bech32Polymod.ts";
import { generateOracleKey } from "../../../src/sealing/generateOracleKey.ts";
import { keyOf } from "../../../src/sealing/keyOf.ts";
import { keysOfIdentities } from "../../../src/sealing/keysOfIdentities.ts";
import { recipientOf } from "../../../src/sealing/recipientOf.ts";
import { SealingError } from "../../../src/sealing/SealingError.ts";

/** From the age project's own tests: the identity of 32 bytes of 0x42, and its recipient. */
const IDENTITY = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
const RECIPIENT = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

/** The X25519 public key of a secret key, computed by OpenSSL. */
function publicKeyOf(secret: Uint8Array): string {
  const pkcs8 = Buffer.concat([Buffer.from("302e020100300506032b656e04220420", "hex"), secret]);
  const privateKey = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });
  const spki = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  return `0x${spki.subarray(-32).toString("hex")}`;
}

const keys = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => `0x${Buffer.from(bytes).toString("hex")}`);

describe("recipientOf and keyOf", () => {
  it("agree with OpenSSL and the age project on one key", async () => {
    const key = publicKeyOf(new Uint8Array(32).fill(0x42));
    expect(recipientOf(key)).to.equal(RECIPIENT);
    expect(keyOf(RECIPIENT)).to.equal(key);
    expect(await keysOfIdentities([IDENTITY])).to.deep.equal([key]);
  });

  it("undo each other for every key", () => {
    fc.assert(
      fc.property(keys, (key) => {
        expect(keyOf(recipientOf(key))).to.equal(key);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("accept the published checksums of BIP 173", () => {
    for (const text of [
      "a12uel5l",
      "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
      "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w",
      "11qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqc8247j",
    ]) {
      const at = text.lastIndexOf("1");
      const words = Array.from(text.slice(at + 1), (character) => BECH32_ALPHABET.indexOf(character));
      expect(bech32Polymod(text.slice(0, at), words), text).to.equal(1);
    }
  });

  describe("when one character of a recipient is replaced", () => {
    it("throws KEY_INVALID, wherever it is", () => {
      fc.assert(
        fc.property(
          keys,
          fc.nat({ max: RECIPIENT.length - 1 }),
          fc.constantFrom(...BECH32_ALPHABET, "b", "1", "Q", " "),
          (key, at, character) => {
            const recipient = recipientOf(key);
            fc.pre(recipient[at] !== character);
            const damaged = recipient.slice(0, at) + character + recipient.slice(at + 1);
            expect(() => keyOf(damaged))
              .to.throw(SealingError)
              .with.property("code", "KEY_INVALID");
          },
        ),
        { seed: 1, numRuns: 500 },
      );
    });
  });

  describe("when the recipient is another thing", () => {
    for (const text of ["", "age1", "a12uel5l", IDENTITY, RECIPIENT.toUpperCase(), `${RECIPIENT}q`, "age1pq1qqqq"]) {
      it(`throws KEY_INVALID for "${text.slice(0, 24)}"`, () => {
        expect(() => keyOf(text))
          .to.throw(SealingError)
          .with.property("code", "KEY_INVALID");
      });
    }
  });
});

describe("keysOfIdentities", () => {
  describe("when an identity is malformed", () => {
    it("throws KEY_INVALID, names its position and says nothing of the secret", async () => {
      const { identity } = await generateOracleKey();
      const damaged = identity.slice(0, -4);
      const error = await keysOfIdentities([identity, damaged]).catch((cause: unknown) => cause);
      expect(error).to.be.instanceOf(SealingError).with.property("code", "KEY_INVALID");
      expect((error as SealingError).message).to.include("Identity 1");
      expect((error as SealingError).message).to.not.include(damaged.slice(16, 30));
      expect((error as SealingError).cause).to.equal(undefined);
    });
  });
});

describe("generateOracleKey", () => {
  it("makes a new pair each time, whose key is that of its identity", async () => {
    const [first, second] = [await generateOracleKey(), await generateOracleKey()];
    expect(first.identity).to.not.equal(second.identity);
    expect(await keysOfIdentities([first.identity, second.identity])).to.deep.equal([first.key, second.key]);
  });
});
