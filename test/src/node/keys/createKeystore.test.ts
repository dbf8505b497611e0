import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { createKeystore } from "../../../../src/node/keys/createKeystore.ts";
import { openKeystore } from "../../../../src/node/keys/openKeystore.ts";
import { errorOf } from "./errorOf.ts";
import { type KeyFolder, keyFolder, SECRETS } from "./keyFolder.ts";

describe("createKeystore", () => {
  let keys: KeyFolder;
  beforeEach(async () => {
    keys = await keyFolder();
  });
  afterEach(() => keys.remove());

  describe("when nothing is at the path", () => {
    it("writes a keystore that only its owner reads, costs 2^17 a guess and opens to the address", async () => {
      const path = join(keys.folder, "new.json");
      const address = await createKeystore({ path, passphrase: SECRETS.passphrase });
      expect((await stat(path)).mode & 0o777).to.equal(0o600);
      const { crypto, version } = JSON.parse(await readFile(path, "utf8"));
      expect([version, crypto.kdf, crypto.kdfparams.n]).to.deep.equal([3, "scrypt", 2 ** 17]);
      const { passphraseFile } = keys;
      expect((await openKeystore({ keystore: path, passphraseFile })).address).to.equal(address);
    });
  });

  describe("when a file is at the path", () => {
    it("throws KEYSTORE_UNWRITABLE and leaves it as it is", async () => {
      const before = await readFile(keys.keystore, "utf8");
      const error = await errorOf(createKeystore({ path: keys.keystore, passphrase: SECRETS.passphrase }));
      expect(error.code).to.equal("KEYSTORE_UNWRITABLE");
      expect(error.message).to.contain(`There is a file at ${keys.keystore} already.`);
      expect(await readFile(keys.keystore, "utf8")).to.equal(before);
    });
  });

  describe("when the passphrase is short", () => {
    it("throws PASSPHRASE_SHORT and writes nothing", async () => {
      const before = await readdir(keys.folder);
      const error = await errorOf(createKeystore({ path: join(keys.folder, "new.json"), passphrase: "elevenchars" }));
      expect(error.code).to.equal("PASSPHRASE_SHORT");
      expect(await readdir(keys.folder)).to.deep.equal(before);
    });
  });
});
