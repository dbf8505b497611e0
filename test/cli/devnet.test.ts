import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { expect } from "chai";

const BIN = new URL("../../cli/bin.ts", import.meta.url).pathname;

async function run(...argv: string[]) {
  const child = spawn(process.execPath, ["--import", "tsx", BIN, "devnet", ...argv], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { code, stdout, stderr };
}

type Line = { readonly name: string; readonly level: string; readonly msg: string; readonly pid?: number };

describe("commonweights devnet", function () {
  this.timeout(240_000);
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "devnet-"));
  });
  after(() => rm(folder, { recursive: true }));

  describe("when told to stop after a round", () => {
    it("lives one with real processes, stops them all and exits with 0", async () => {
      const home = join(folder, "devnet");
      const { code, stdout, stderr } = await run(..."--rounds 1 --speed 10 --port 0 --json --folder".split(" "), home);
      expect(stderr).to.equal("");
      expect(code).to.equal(0);
      const lines = stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Line);
      const settled = lines.find(({ msg }) => msg === "round settled");
      expect(settled).to.have.property("earned").above(0);
      const services = ["oracle-1", "oracle-2", "oracle-3", "contributor-1", "contributor-2"];
      for (const name of services) {
        const own = lines.filter((line) => line.name === name);
        expect(own.at(-1)).to.include({ msg: "stopped" });
        expect(() => process.kill(own[0]!.pid!, 0)).to.throw(/ESRCH/);
        const log = await readFile(join(home, "logs", `${name}.log`), "utf8");
        expect(log.trim().split("\n")).to.have.length(own.length);
      }
    });
  });

  describe("when told to stand still", () => {
    it("says in one document where everything is, and exits with 0 when interrupted", async () => {
      const argv = [..."--still --json --port 0 --folder".split(" "), join(folder, "still")];
      const child = spawn(process.execPath, ["--import", "tsx", BIN, "devnet", ...argv], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
      const { node, accounts, history } = JSON.parse(line);
      expect(node).to.match(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect(accounts).to.have.property("alice");
      expect(history.roundIds).to.deep.equal(["1", "2", "3"]);
      child.kill("SIGINT");
      expect(await once(child, "close")).to.deep.equal([0, null]);
    });
  });

  describe("when the folder holds something else", () => {
    it("says so and exits with 1", async () => {
      const { code, stdout, stderr } = await run("--folder", folder);
      expect({ code, stdout }).to.deep.equal({ code: 1, stdout: "" });
      expect(stderr.replaceAll("\n", " ")).to.match(/Error: The folder .* is not empty and not a devnet's\. /);
    });
  });

  describe("when an argument is wrong", () => {
    it("names it and exits with 2", async () => {
      for (const [option, value] of [
        ["--oracles", "2"],
        ["--contributors", "1"],
        ["--speed", "61"],
        ["--rounds", "0"],
        ["--port", "65536"],
      ] as const) {
        const { code, stderr } = await run(option, value);
        expect(code).to.equal(2);
        expect(stderr).to.match(new RegExp(`^Error: ${option} must be a whole number from`));
      }
    });
  });

  describe("when rounds are wanted of one that stands still", () => {
    it("says that there are none, and exits with 2", async () => {
      const { code, stderr } = await run("--still", "--rounds", "2");
      expect(code).to.equal(2);
      expect(stderr).to.contain("--still runs none");
    });
  });
});
