import { openSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { expect } from "chai";
import { main } from "../../../services/keystore/main.ts";
import { openKeystore } from "../../../src/node/keys/openKeystore.ts";
import { expectNoSecret } from "../../src/node/keys/errorOf.ts";
import { type KeyFolder, keyFolder, SECRETS } from "../../src/node/keys/keyFolder.ts";

const { passphrase } = SECRETS;

/** A terminal at which somebody types these lines, each when it is asked for. */
function typing(lines: readonly string[], isTTY = true) {
  const waiting = [...lines];
  const input = Object.assign(new PassThrough(), { isTTY, setRawMode: () => {} });
  const output = new PassThrough();
  let shown = "";
  output.on("data", (chunk: Buffer) => {
    shown += chunk;
    // After the question was put, as a person would.
    if (String(chunk).endsWith(": ")) setImmediate(() => input.write(waiting.shift() ?? "\x03"));
  });
  return { input, output, shown: () => shown };
}

async function run(argv: readonly string[], terminal = typing([], false)) {
  const printed = { log: "", error: "" };
  const code = await main(argv, terminal, {
    log: (text) => (printed.log += text),
    error: (text) => (printed.error += text),
  });
  expectNoSecret(printed.log + printed.error + terminal.shown());
  return { code, ...printed, shown: terminal.shown() };
}

describe("keystore", () => {
  let keys: KeyFolder;
  let path: string;
  beforeEach(async () => {
    keys = await keyFolder();
    path = join(keys.folder, "new.json");
  });
  afterEach(() => keys.remove());

  describe("when the passphrase is in a file", () => {
    it("makes a keystore that opens with it, and prints its address alone", async () => {
      const { passphraseFile } = keys;
      const { code, log, error } = await run([path, "--passphrase-file", passphraseFile]);
      expect([code, error]).to.deep.equal([0, ""]);
      expect((await openKeystore({ keystore: path, passphraseFile })).address).to.equal(log);
      expect((await stat(path)).mode & 0o777).to.equal(0o600);
    });
  });

  describe("when the passphrase is on a file descriptor", () => {
    it("makes a keystore", async () => {
      const fd = String(openSync(keys.passphraseFile, "r"));
      const { code, log } = await run([path, "--passphrase-fd", fd]);
      expect(code).to.equal(0);
      expect(log).to.match(/^0x[0-9a-fA-F]{40}$/);
    });
  });

  describe("when the passphrase is typed", () => {
    it("asks twice, shows nothing of it and makes a keystore", async () => {
      const { code, shown } = await run([path], typing([`${passphrase}\r`, `${passphrase}\r`]));
      expect([code, shown]).to.deep.equal([0, "Passphrase: \nAgain: \n"]);
      expect((await openKeystore({ keystore: path, passphraseFile: keys.passphraseFile })).address).to.be.a("string");
    });
  });

  for (const [what, terminal, code] of [
    ["is typed differently", () => typing([`${passphrase}\r`, `${passphrase}x\r`]), "The two passphrases differ."],
    ["is not typed", () => typing(["\x03"]), "No passphrase was typed"],
    ["cannot be typed", () => typing([], false), "There is no terminal"],
    ["is short", () => typing(["short\r", "short\r"]), "fewer than 12 characters"],
  ] as const) {
    describe(`when the passphrase ${what}`, () => {
      it("says so, writes nothing and exits with 2", async () => {
        const before = await readdir(keys.folder);
        const { code: exit, error } = await run([path], terminal());
        expect(exit).to.equal(2);
        expect(error).to.contain(code);
        expect(await readdir(keys.folder)).to.deep.equal(before);
      });
    });
  }

  for (const [what, argv] of [
    ["no file is named", []],
    ["two files are named", ["a", "b"]],
    ["the passphrase is an argument", ["a", `--passphrase=${passphrase}`]],
    ["the descriptor is no number", ["a", "--passphrase-fd", passphrase]],
  ] as const) {
    describe(`when ${what}`, () => {
      it("exits with 2 and repeats nothing of it", async () => {
        const { code, error } = await run(argv);
        expect(code).to.equal(2);
        expect(error).to.contain("See --help.");
      });
    });
  }
});
