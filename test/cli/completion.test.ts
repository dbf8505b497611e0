import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { resources } from "../../cli/resources/index.ts";
import { runCli } from "./support/runCli.ts";

const run = promisify(execFile);

describe("commonweights completion", () => {
  let folder: string;
  let script: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "commonweights-"));
    script = join(folder, "completion.bash");
    await writeFile(script, await printed("bash"));
  });
  after(() => rm(folder, { recursive: true }));

  /** What bash offers after these words, the last of which is being typed. */
  async function offered(...words: string[]): Promise<string[]> {
    const list = ["commonweights", ...words].map((word) => `'${word}'`).join(" ");
    const program = [
      `source '${script}'`,
      `COMP_WORDS=(${list})`,
      `COMP_CWORD=${words.length}`,
      "_commonweights",
      `printf '%s\\n' "\${COMPREPLY[@]}"`,
    ].join("\n");
    const { stdout } = await run("bash", ["--norc", "-c", program], { cwd: folder });
    return stdout.split("\n").filter((line) => line !== "");
  }

  describe("bash", () => {
    it("is a script that bash can read", async () => {
      await run("bash", ["-n", script]);
    });

    it("completes resources", async () => {
      expect(await offered("da")).to.have.members(["dao", "dataset"]);
      expect(await offered("")).to.include.members(resources.map(({ name }) => name));
    });

    it("completes verbs, words of groups and options", async () => {
      expect(await offered("dao", "p")).to.have.members(["power", "parameters", "proposal", "propose"]);
      expect(await offered("dao", "propose", "")).to.include.members(["promotion", "rollback", "call"]);
      expect(await offered("dao", "delegate", "--o")).to.deep.equal(["--only"]);
      expect(await offered("dao", "delegate", "--to", "bob", "--ye")).to.deep.equal(["--yes"]);
      expect(await offered("dao", "power", "--ye")).to.deep.equal([]);
    });

    it("completes files after the options that take one", async () => {
      await writeFile(join(folder, "manifest.json"), "{}");
      expect(await offered("dataset", "add", "--manifest", "man")).to.deep.equal(["manifest.json"]);
    });
  });

  describe("zsh", () => {
    it("knows every command with what it does", async () => {
      const text = await printed("zsh");
      expect(text).to.match(/^#compdef commonweights\n/);
      for (const { name, summary } of resources) expect(text).to.contain(`'${name}:${summary.replaceAll(":", "\\:")}'`);
    });

    it("is a script that zsh can read, where there is one", async () => {
      const path = join(folder, "_commonweights");
      await writeFile(path, await printed("zsh"));
      const isThere = await run("zsh", ["--version"]).then(
        () => true,
        () => false,
      );
      if (isThere) await run("zsh", ["-n", path]);
    });
  });

  describe("when the shell is another", () => {
    it("says which there are", async () => {
      const { code, stderr } = await runCli(["completion", "fish"], { home: folder });
      expect(code).to.equal(2);
      expect(stderr).to.contain('The shell must be bash or zsh, not "fish".');
    });
  });

  const printed = async (shell: string) => (await runCli(["completion", shell], { home: folder ?? "/nowhere" })).stdout;
});
