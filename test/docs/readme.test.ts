import { execFile } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { expect } from "chai";

const root = new URL("../../", import.meta.url);

describe("README", () => {
  it("stays under 150 lines", async () => {
    const readme = await readFile(new URL("README.md", root), "utf8");
    expect(readme.split("\n").length).to.be.below(150);
  });

  it("shows an example that runs and prints what it says", async () => {
    const readme = await readFile(new URL("README.md", root), "utf8");
    const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1];
    expect(example).to.be.a("string");
    // The example imports by paths from the root, so it runs there.
    const file = new URL("readme-example.ts", root);
    await writeFile(file, example!);
    try {
      const run = promisify(execFile)(process.execPath, ["--import", "tsx", file.pathname], { cwd: root.pathname });
      expect((await run).stdout.trim()).to.equal("true");
    } finally {
      await rm(file);
    }
  });
});
