import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "chai";
import { type Devnet, openDevnet } from "../../services/devnet/openDevnet.ts";

const root = new URL("../../", import.meta.url);
const require = createRequire(import.meta.url);

type Compiler = { compile(input: string, callbacks: { import(path: string): { contents: string } }): string };
type Compiled = {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[];
  readonly contracts?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

/** The program that follows a note about its test. */
async function programAfter(note: string, language: string): Promise<string> {
  const page = await readFile(new URL("docs/package.md", root), "utf8");
  const [, program] = new RegExp(`<!-- ${note} by .* -->\n\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(page) ?? [];
  expect(program).to.be.a("string");
  return program!;
}

describe("the page about the package", function () {
  this.timeout(90_000);

  it("has a contract that compiles against what the package holds", async () => {
    const content = await programAfter("Compiled", "solidity");
    const { compile } = require("solc") as Compiler;
    const settings = { outputSelection: { "*": { "*": ["abi"] } } };
    const input = { language: "Solidity", sources: { "Oracle.sol": { content } }, settings };
    const output = compile(JSON.stringify(input), {
      import(path) {
        const place = path.replace(/^commonweights\//, "").replace(/^@/, "node_modules/@");
        return { contents: readFileSync(new URL(place, root), "utf8") };
      },
    });
    const { errors = [], contracts } = JSON.parse(output) as Compiled;
    expect(errors.map(({ formattedMessage }) => formattedMessage)).to.deep.equal([]);
    expect(contracts?.["Oracle.sol"]).to.have.property("Oracle");
  });

  describe("given a devnet", () => {
    let folder: string;
    let devnet: Devnet;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), "package-page-"));
      devnet = await openDevnet({ isStill: true, oracles: 3, contributors: 2, folder: join(folder, "net"), port: 0 });
    });
    after(async () => {
      await devnet?.close();
      await rm(folder, { recursive: true });
    });

    it("has a first program that runs", async () => {
      // It imports by the package's name, which is known at the root.
      const file = new URL("package-page-example.ts", root);
      await writeFile(file, await programAfter("Executed", "ts"));
      try {
        const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", fileURLToPath(file)], {
          cwd: fileURLToPath(root),
          env: { ...process.env, RPC_URL: devnet.node.url },
        });
        expect(stdout).to.equal("Version 2 is live. Training under license 2: permitted.\n");
      } finally {
        await rm(file);
      }
    });
  });
});
