import { createCipheriv, createHmac, scryptSync } from "node:crypto";
import { readFile } from "node:fs/promises";
import { inspect } from "node:util";
import { expect } from "chai";
import { getBytes, hexlify, keccak256, Transaction } from "ethers";
import { openSigner } from "../../../../src/node/keys/openSigner.ts";
import { errorOf, expectNoSecret } from "./errorOf.ts";
import { ADDRESS, type KeyFolder, keyFolder, SECRETS } from "./keyFolder.ts";
import { completeRequest } from "./requests.ts";

/** A vector of the Web3 Secret Storage Definition. */
const standardKeystore = JSON.stringify({
  crypto: {
    cipher: "aes-128-ctr",
    cipherparams: { iv: "6087dab2f9fdbbfaddc31a909735c1e6" },
    ciphertext: "5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46",
    kdf: "pbkdf2",
    kdfparams: {
      c: 262144,
      dklen: 32,
      prf: "hmac-sha256",
      salt: "ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd",
    },
    mac: "517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2",
  },
  id: "3198bc9c-6672-5ab3-d995-4942343ae5b6",
  version: 3,
});

/** A keystore as Foundry makes it: scrypt with n = 8192, and no address; by Node's cryptography, not by that under test. */
function foundryKeystore(): string {
  const [salt, iv] = [Buffer.alloc(32, 7), Buffer.alloc(16, 9)];
  const derived = scryptSync(SECRETS.passphrase, salt, 32, { N: 8192, r: 8, p: 1 });
  const cipher = createCipheriv("aes-128-ctr", derived.subarray(0, 16), iv);
  const ciphertext = cipher.update(getBytes(SECRETS.privateKey));
  const crypto = {
    cipher: "aes-128-ctr",
    cipherparams: { iv: iv.toString("hex") },
    ciphertext: ciphertext.toString("hex"),
    kdf: "scrypt",
    kdfparams: { dklen: 32, n: 8192, p: 1, r: 8, salt: salt.toString("hex") },
    mac: keccak256(Buffer.concat([derived.subarray(16), ciphertext])).slice(2),
  };
  return JSON.stringify({ crypto, id: "3198bc9c-6672-4ab3-9995-4942343ae5b6", version: 3 });
}

/** RFC 5869, written out: one block of 32 bytes, salt of zeros. */
function hkdfByHand(key: Uint8Array, info: string): Buffer {
  const pseudoRandomKey = createHmac("sha256", Buffer.alloc(32)).update(key).digest();
  return createHmac("sha256", pseudoRandomKey).update(info).update(Uint8Array.of(1)).digest();
}

describe("openSigner of a keystore", () => {
  let keys: KeyFolder;
  before(async () => {
    keys = await keyFolder();
  });
  after(() => keys.remove());

  const open = (change: { keystore?: string; passphraseFile?: string } = {}) => {
    const { keystore, passphraseFile } = keys;
    return openSigner({ kind: "keystore", keystore, passphraseFile, ...change });
  };

  describe("given the standard's keystore", () => {
    it("opens it", async () => {
      const keystore = await keys.write("standard.json", standardKeystore);
      const passphraseFile = await keys.write("standard", "testpassword");
      expect((await open({ keystore, passphraseFile })).address).to.equal(ADDRESS);
    });
  });

  describe("given Foundry's keystore, without an address", () => {
    it("opens it", async () => {
      const keystore = await keys.write("foundry.json", foundryKeystore());
      expect((await open({ keystore })).address).to.equal(ADDRESS);
    });
  });

  describe("given a keystore and its passphrase", () => {
    it("signs what was asked, by the key", async () => {
      const signer = await open();
      const signed = Transaction.from(await signer.sign(completeRequest));
      expect(signed.from).to.equal(ADDRESS);
      expect(signed.unsignedSerialized).to.equal(Transaction.from(completeRequest).unsignedSerialized);
    });

    it("derives the same secret of key and label for ever", async () => {
      const signer = await open();
      const secret = await signer.deriveSecret("salt.7");
      expect(hexlify(secret)).to.equal("0x0790a62cff4e1a44600471af6cb0cbf76ba98b39a7658cfa2ef72d4867a3c351");
      expect(hexlify(secret)).to.equal(hexlify(hkdfByHand(getBytes(SECRETS.privateKey), "commonweights.salt.7")));
      expect(hexlify(await signer.deriveSecret("salt.8"))).to.not.equal(hexlify(secret));
    });

    it("shows no secret when it is printed", async () => {
      const signer = await open();
      expectNoSecret(inspect(signer, { depth: 20, showHidden: true }) + JSON.stringify(signer));
    });
  });

  describe("when the passphrase is another", () => {
    it("throws PASSPHRASE_WRONG naming the keystore", async () => {
      const passphraseFile = await keys.write("other", `${SECRETS.passphrase}x`);
      const error = await errorOf(open({ passphraseFile }));
      expect(error.code).to.equal("PASSPHRASE_WRONG");
      expect(error.message).to.contain(keys.keystore);
    });
  });

  describe("when the file is no keystore", () => {
    for (const [what, text] of [
      ["a bare key", SECRETS.privateKey],
      ["a bare key in JSON", JSON.stringify({ version: 3, privateKey: SECRETS.privateKey })],
      ["a text", "not JSON"],
    ] as const) {
      it(`throws KEYSTORE_UNREADABLE for ${what}`, async () => {
        const keystore = await keys.write("bare", text);
        expect((await errorOf(open({ keystore }))).code).to.equal("KEYSTORE_UNREADABLE");
      });
    }

    it("throws KEYSTORE_UNREADABLE for one of an unknown kind", async () => {
      const keystore = await keys.write("odd", (await readFile(keys.keystore, "utf8")).replace("aes-128-ctr", "rot13"));
      expect((await errorOf(open({ keystore }))).code).to.equal("KEYSTORE_UNREADABLE");
    });

    it("throws KEYSTORE_UNREADABLE when it is not there", async () => {
      const error = await errorOf(open({ keystore: "/nowhere/key.json" }));
      expect(error.code).to.equal("KEYSTORE_UNREADABLE");
      expect(error.message).to.contain("/nowhere/key.json cannot be opened (ENOENT)");
    });
  });

  describe("when the transaction leaves something out", () => {
    for (const [what, change] of [
      ["chainId", { chainId: undefined }],
      ["chainId is 0", { chainId: 0n }],
      ["nonce", { nonce: null }],
      ["gasLimit", { gasLimit: null }],
      ["maxFeePerGas", { maxFeePerGas: null }],
      ["maxPriorityFeePerGas", { maxPriorityFeePerGas: null }],
      ["to", { to: null }],
      ["type is 0", { type: 0 }],
      ["it is for 0x0000000000000000000000000000000000000001", { from: "0x0000000000000000000000000000000000000001" }],
    ] as const) {
      it(`throws TRANSACTION_INCOMPLETE: ${what}`, async () => {
        const signer = await open();
        const error = await errorOf(signer.sign({ ...completeRequest, ...change } as typeof completeRequest));
        expect(error.code).to.equal("TRANSACTION_INCOMPLETE");
        expect(error.message).to.contain(what);
      });
    }
  });
});
