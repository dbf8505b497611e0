import { openSync } from "node:fs";
import { expect } from "chai";
import { readPassphrase } from "../../../../src/node/keys/readPassphrase.ts";
import { errorOf } from "./errorOf.ts";
import { type KeyFolder, keyFolder, SECRETS } from "./keyFolder.ts";

describe("readPassphrase", () => {
  let keys: KeyFolder;
  before(async () => {
    keys = await keyFolder();
  });
  after(() => keys.remove());

  describe("when a file is named", () => {
    for (const [what, end] of [
      ["nothing", ""],
      ["a new line", "\n"],
      ["a new line of Windows", "\r\n"],
    ] as const) {
      it(`reads it without ${what} at its end`, async () => {
        const passphraseFile = await keys.write("end", ` with space ${end}`);
        expect(await readPassphrase({ passphraseFile })).to.equal(" with space ");
      });
    }

    for (const mode of [0o640, 0o604, 0o620, 0o611]) {
      it(`throws SECRET_EXPOSED at mode ${mode.toString(8)}`, async () => {
        const passphraseFile = await keys.write("open", SECRETS.passphrase, mode);
        const error = await errorOf(readPassphrase({ passphraseFile }));
        expect(error.code).to.equal("SECRET_EXPOSED");
        expect(error.message)
          .to.contain(passphraseFile)
          .and.contain(`mode ${mode.toString(8)}`);
      });
    }

    for (const [what, text] of [
      ["nothing", ""],
      ["an empty line", "\n"],
      ["two lines", `${SECRETS.passphrase}\nmore\n`],
      ["more than 4096 bytes", SECRETS.passphrase.repeat(400)],
    ] as const) {
      it(`throws SECRET_UNREADABLE for ${what}`, async () => {
        const passphraseFile = await keys.write("bad", text);
        expect((await errorOf(readPassphrase({ passphraseFile }))).code).to.equal("SECRET_UNREADABLE");
      });
    }

    it("throws SECRET_UNREADABLE naming a file that is not there", async () => {
      const error = await errorOf(readPassphrase({ passphraseFile: "/nowhere/passphrase" }));
      expect(error.code).to.equal("SECRET_UNREADABLE");
      expect(error.message).to.contain("/nowhere/passphrase cannot be opened (ENOENT)");
    });
  });

  describe("when a file descriptor is named", () => {
    it("reads it to its end and closes it", async () => {
      const passphraseFd = openSync(keys.passphraseFile, "r");
      expect(await readPassphrase({ passphraseFd })).to.equal(SECRETS.passphrase);
      const error = await errorOf(readPassphrase({ passphraseFd }));
      expect(error.message).to.contain(`File descriptor ${passphraseFd} cannot be read (EBADF).`);
    });
  });

  describe("when both or neither are named", () => {
    it("throws PASSPHRASE_SOURCE", async () => {
      for (const source of [{}, { passphraseFile: keys.passphraseFile, passphraseFd: 3 }]) {
        expect((await errorOf(readPassphrase(source))).code).to.equal("PASSPHRASE_SOURCE");
      }
    });
  });
});
