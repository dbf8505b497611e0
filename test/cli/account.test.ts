import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { encryptKeystoreJson, Wallet } from "ethers";
import { devAccounts } from "../../services/devnet/devAccounts.ts";
import { expectNarrow } from "./support/expectNarrow.ts";
import { openStill, type Still } from "./support/openStill.ts";

const PASSPHRASE = "correct horse battery staple";

describe("commonweights account", function () {
  this.timeout(60_000);
  let still: Still;
  let passphraseFile: string;
  before(async () => {
    still = await openStill();
    passphraseFile = join(still.home, "passphrase");
    await writeFile(passphraseFile, PASSPHRASE, { mode: 0o600 });
  });
  after(() => still.close());

  describe("list", () => {
    it("names the people of a devnet, whose keys the node holds", async () => {
      const accounts = await still.json<{ name: string; address: string; keptIn: string }[]>("account list");
      expect(accounts.find(({ name }) => name === "alice")).to.include({
        address: devAccounts.alice,
        keptIn: "the node",
      });
    });
  });

  describe("show", () => {
    it("shows what somebody has, why tokens do not vote, and what can be taken", async () => {
      const { stdout, stderr } = await still.run("account show contributor-1");
      expectNarrow(stdout);
      expect(stdout).to.match(/^Votes +0 COMMON; its tokens have no delegate, so they do not vote$/m);
      expect(stdout).to.match(/^Rewards +may wait in rounds 1, 2, 3$/m);
      expect(stderr).to.contain("commonweights dao delegate --account contributor-1");
      expect(stderr).to.contain("commonweights rewards list --account contributor-1");
    });

    it("counts licenses and fees", async () => {
      expect(await still.json("account show bob")).to.include({ name: "bob", licenses: 1 });
      expect(await still.json("account show oracle-1")).to.deep.include({ feeRounds: ["1", "2", "3"] });
    });

    it("shows nothing of who has nothing", async () => {
      const { stdout } = await still.run("account show 0x00000000000000000000000000000000000000AA");
      expect(stdout).to.match(/^Ether +0 ETH$/m);
      expect(stdout).to.match(/^Licenses +none$/m);
    });
  });

  describe("new, import and use", () => {
    it("makes a key that opens with its passphrase, and shows no secret", async () => {
      const made = await still.run(`account new me --passphrase-file ${passphraseFile}`);
      expect(made.code, made.stderr).to.equal(0);
      const address = made.stdout.trim();
      const json = await readFile(join(still.home, "keys", "me.json"), "utf8");
      const wallet = Wallet.fromEncryptedJsonSync(json, PASSPHRASE);
      expect(wallet.address).to.equal(address);
      expect(made.transcript).not.to.contain(wallet.privateKey.slice(2));
      expect(made.transcript).not.to.contain(PASSPHRASE);

      const used = await still.run("account use me");
      expect(used.stdout).to.contain(`Commands act as me now (${address}).`);
      const list = await still.json<{ name: string; isUsed: boolean }[]>("account list");
      expect(list.find(({ isUsed }) => isUsed)?.name).to.equal("me");
      const shown = await still.json<{ account: string }>("account show");
      expect(shown.account).to.equal(address);
    });

    it("does not write over a key", async () => {
      const { code, stderr } = await still.run(`account new me --passphrase-file ${passphraseFile}`);
      expect(code).to.equal(6);
      expect(stderr).to.match(/^Error: /);
    });

    it("takes over a keystore, and none that is not encrypted", async () => {
      const { address, privateKey } = Wallet.createRandom();
      const path = join(still.home, "old-key");
      // Cheap to open: what is tested is the taking over.
      await writeFile(
        path,
        await encryptKeystoreJson({ address, privateKey }, PASSPHRASE, { scrypt: { N: 2, r: 8, p: 1 } }),
      );
      const taken = await still.json<{ name: string; address: string }>(
        `account import ${path} --name old --passphrase-file ${passphraseFile}`,
      );
      expect(taken).to.include({ name: "old", address });
      const raw = join(still.home, "raw-key");
      await writeFile(raw, privateKey);
      const refused = await still.run(`account import ${raw} --name raw --passphrase-file ${passphraseFile}`);
      expect(refused.code).to.equal(6);
      expect(refused.transcript).not.to.contain(privateKey.slice(2));
    });

    it("says when a passphrase is wrong", async () => {
      const wrong = join(still.home, "wrong");
      await writeFile(wrong, "something else", { mode: 0o600 });
      const { code, stderr } = await still.run(`stake add 1 --account me --yes --passphrase-file ${wrong}`);
      // Before any key is opened: the account has nothing.
      expect(code, stderr).to.equal(8);
      const path = join(still.home, "keys", "old.json");
      const opened = await still.run(`account import ${path} --name other --passphrase-file ${wrong}`);
      expect(opened.code).to.equal(6);
      expect(opened.stderr).to.contain("passphrase");
    });

    it("refuses names that are no files' names everywhere", async () => {
      expect((await still.run(`account new ../me --passphrase-file ${passphraseFile}`)).code).to.equal(2);
    });
  });

  describe("when nobody of that name is known", () => {
    it("says so, and where to look", async () => {
      const { code, stderr } = await still.run("account use nobody");
      expect(code).to.equal(6);
      expect(stderr).to.contain("Next:\n  commonweights account list\n");
    });
  });
});
