import { expect } from "chai";
import { sha256 } from "ethers";
import fc from "fast-check";
import { generateOracleKey, type OracleKeyPair } from "../../../src/sealing/generateOracleKey.ts";
import { isUsableKey } from "../../../src/sealing/isUsableKey.ts";
import { openUpdate } from "../../../src/sealing/openUpdate.ts";
import { recipientCountOf } from "../../../src/sealing/recipientCountOf.ts";
import type { SealingErrorCode } from "../../../src/sealing/SealingError.ts";
import { SealingError } from "../../../src/sealing/SealingError.ts";
import { sealUpdate } from "../../../src/sealing/sealUpdate.ts";

const UPDATE = Uint8Array.from({ length: 200 }, (_, i) => (i * 37) & 0xff);
const DIGEST = sha256(UPDATE);

async function threePairs(): Promise<[OracleKeyPair, OracleKeyPair, OracleKeyPair]> {
  return [await generateOracleKey(), await generateOracleKey(), await generateOracleKey()];
}

async function expectError(promise: Promise<unknown>, code: SealingErrorCode): Promise<void> {
  const error = await promise.catch((cause: unknown) => cause);
  expect(error).to.be.instanceOf(SealingError).with.property("code", code);
}

describe("sealUpdate and openUpdate", () => {
  it("each recipient, and nobody else, reads what was sealed", async () => {
    const [olga, otto, mallory] = await threePairs();
    const sealed = await sealUpdate({ bytes: UPDATE, keys: [olga.key, otto.key] });
    for (const { identity } of [olga, otto]) {
      expect(await openUpdate({ sealed, identities: [identity], updateDigest: DIGEST })).to.deep.equal(UPDATE);
    }
    await expectError(
      openUpdate({ sealed, identities: [mallory.identity], updateDigest: DIGEST }),
      "SEALED_UNREADABLE",
    );
    await expectError(openUpdate({ sealed, identities: [], updateDigest: DIGEST }), "SEALED_UNREADABLE");
    // Neither the update nor a recognizable part of it is in the file.
    expect(Buffer.from(sealed).includes(Buffer.from(UPDATE.subarray(0, 8)))).to.equal(false);
  });

  it("an identity that was rotated away still opens what was sealed to it", async () => {
    const [before, after] = await threePairs();
    const sealed = await sealUpdate({ bytes: UPDATE, keys: [before.key] });
    const identities = [after.identity, before.identity];
    expect(await openUpdate({ sealed, identities, updateDigest: DIGEST })).to.deep.equal(UPDATE);
  });

  it("seals the same update to another file each time", async () => {
    const [{ key }] = await threePairs();
    const [first, second] = [
      await sealUpdate({ bytes: UPDATE, keys: [key] }),
      await sealUpdate({ bytes: UPDATE, keys: [key] }),
    ];
    expect(first).to.not.deep.equal(second);
  });

  it("gives back every update, whatever its length", async () => {
    const [{ key, identity }] = await threePairs();
    await fc.assert(
      fc.asyncProperty(
        // One age chunk is 65,536 bytes.
        fc.oneof(fc.nat({ max: 300 }), fc.constantFrom(65_535, 65_536, 65_537, 131_072)),
        async (length) => {
          const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + length) & 0xff);
          const sealed = await sealUpdate({ bytes, keys: [key] });
          expect(await openUpdate({ sealed, identities: [identity], updateDigest: sha256(bytes) })).to.deep.equal(
            bytes,
          );
        },
      ),
      { seed: 1, numRuns: 25 },
    );
  });

  describe("when a byte of the file is changed, or its end is cut off", () => {
    it("never opens to other bytes", async () => {
      const [{ key, identity }] = await threePairs();
      const sealed = await sealUpdate({ bytes: UPDATE, keys: [key] });
      const open = (damaged: Uint8Array) =>
        openUpdate({ sealed: damaged, identities: [identity], updateDigest: DIGEST });
      await fc.assert(
        fc.asyncProperty(fc.nat({ max: sealed.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, change) => {
          const changed = Uint8Array.from(sealed);
          changed[at] = (changed[at] as number) ^ change;
          await expectError(open(changed), "SEALED_UNREADABLE");
          await expectError(open(sealed.subarray(0, at)), "SEALED_UNREADABLE");
        }),
        { seed: 1, numRuns: 150 },
      );
    });
  });

  describe("when something else was sealed than was revealed", () => {
    it("throws SEALED_MISMATCH and names both digests", async () => {
      const [{ key, identity }] = await threePairs();
      const other = UPDATE.map((byte) => byte ^ 1);
      const sealed = await sealUpdate({ bytes: other, keys: [key] });
      const error = await openUpdate({ sealed, identities: [identity], updateDigest: DIGEST }).catch((e: unknown) => e);
      expect(error).to.be.instanceOf(SealingError).with.property("code", "SEALED_MISMATCH");
      expect((error as SealingError).message)
        .to.include(DIGEST)
        .and.to.include(sha256(other));
    });
  });

  describe("when there is no key", () => {
    it("throws ORACLE_KEYS_MISSING", async () => {
      await expectError(sealUpdate({ bytes: UPDATE, keys: [] }), "ORACLE_KEYS_MISSING");
    });
  });
});

describe("recipientCountOf", () => {
  it("counts the keys in the header without opening the file", async () => {
    const pairs = await threePairs();
    for (let count = 1; count <= 3; count++) {
      const keys = pairs.slice(0, count).map(({ key }) => key);
      expect(await recipientCountOf(await sealUpdate({ bytes: UPDATE, keys }))).to.equal(count);
    }
  });

  describe("when the header holds more keys than any committee has members", () => {
    it("is undefined, and the file is not opened, though one of its keys would open it", async () => {
      const pairs = await Promise.all(Array.from({ length: 45 }, generateOracleKey));
      const sealed = await sealUpdate({ bytes: UPDATE, keys: pairs.map(({ key }) => key) });
      expect(await recipientCountOf(sealed)).to.equal(undefined);
      const identities = [pairs[0]!.identity];
      await expectError(openUpdate({ sealed, identities, updateDigest: DIGEST }), "SEALED_UNREADABLE");
    });

    it("a full committee of 16, and as many others, is counted and opens", async () => {
      const pairs = await Promise.all(Array.from({ length: 32 }, generateOracleKey));
      const sealed = await sealUpdate({ bytes: UPDATE, keys: pairs.map(({ key }) => key) });
      expect(await recipientCountOf(sealed)).to.equal(32);
      const identities = [pairs[31]!.identity];
      expect(await openUpdate({ sealed, identities, updateDigest: DIGEST })).to.deep.equal(UPDATE);
    });
  });

  it("is undefined for what is no age file", async () => {
    expect(await recipientCountOf(UPDATE)).to.equal(undefined);
    expect(await recipientCountOf(new Uint8Array(0))).to.equal(undefined);
  });
});

describe("isUsableKey", () => {
  it("accepts a generated key", async () => {
    expect(await isUsableKey((await generateOracleKey()).key)).to.equal(true);
  });

  // Points of small order (0, 1 and p − 1, little-endian) give a shared secret of zero: RFC 7748, section 6.1.
  for (const point of [`0x${"00".repeat(32)}`, `0x01${"00".repeat(31)}`, `0xec${"ff".repeat(30)}7f`]) {
    it(`refuses the point of small order ${point.slice(0, 8)}…`, async () => {
      expect(await isUsableKey(point)).to.equal(false);
    });
  }
});
