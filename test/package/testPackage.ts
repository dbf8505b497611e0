import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { deployTo } from "../../services/devnet/deployTo.ts";
import { startNode } from "../../services/devnet/startNode.ts";
import { run, runNpm } from "./run.ts";
import { servePage } from "./servePage.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const CHROMIUM = "/usr/bin/chromium";
const CHROMIUM_OPTIONS = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000", "--dump-dom"];

/** Where one consumer of the package is, and how it reaches a chain with everything deployed. */
type Consumer = { readonly cwd: string; readonly env: { readonly RPC_URL: string } };

/**
 * Packs the package and uses it as five kinds of developers do, each in a folder of its own that has nothing but the tarball
 * and what that developer installs. Prints every check and its outcome, and resolves to how many failed.
 */
export async function testPackage(print: (line: string) => void): Promise<number> {
  let passed = 0;
  let failed = 0;
  const check = async (name: string, act: () => Promise<string>) => {
    const start = performance.now();
    try {
      const said = await act();
      passed++;
      print(`✔ ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)\n${indent(said)}`);
    } catch (error) {
      failed++;
      print(`✘ ${name}\n${indent(error instanceof Error ? error.message : String(error))}`);
    }
  };
  const folder = await mkdtemp(join(tmpdir(), "commonweights-package-"));
  const chain = await startNode();
  try {
    await deployTo(chain.send);
    const tarball = await pack(folder);
    print(`${tarball.name}: ${tarball.entries} files, ${tarball.bytes} bytes packed, ${tarball.unpacked} unpacked`);
    const bin = (name: string) => join(ROOT, "node_modules", ".bin", name);
    await check("publint finds nothing", () => run(bin("publint"), ["--strict", tarball.path], { cwd: folder }));
    // Without the old resolution of TypeScript before 4.7, which knows no exports: there, only "." can be imported.
    await check("attw finds nothing", async () => {
      await run(bin("attw"), [tarball.path, "--profile", "node16"], { cwd: folder });
      return "- from ESM, from CommonJS and from bundlers, every entry point finds its types";
    });
    const waiting = Object.entries(consumers);
    // Two at once: one waits for the network while the other computes.
    const work = async (): Promise<void> => {
      const next = waiting.shift();
      if (next === undefined) return;
      const [name, use] = next;
      await check(`${name} installs and uses it`, async () => {
        const cwd = join(folder, name);
        await cp(join(ROOT, "packaging", "consumers", name), cwd, { recursive: true });
        await runNpm(["install", "--no-audit", "--no-fund", "--prefer-offline", tarball.path], { cwd });
        return use({ cwd, env: { RPC_URL: chain.url } });
      });
      return work();
    };
    await Promise.all([work(), work()]);
  } finally {
    await chain.stop();
    await rm(folder, { recursive: true });
  }
  print(`${passed} passed, ${failed} failed`);
  return failed;
}

const tsc = (consumer: Consumer) => run(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "."], consumer);
const node = (consumer: Consumer, ...argv: string[]) => run(process.execPath, argv, consumer);

/** What each kind of developer does, and what it prints. */
const consumers: Readonly<Record<string, (consumer: Consumer) => Promise<string>>> = {
  // First, because it takes longest.
  async browser(consumer) {
    await tsc(consumer);
    await run(process.execPath, ["node_modules/vite/bin/vite.js", "build", "--logLevel", "error"], consumer);
    const page = await servePage(join(consumer.cwd, "dist"));
    try {
      const url = `${page.url}?rpc=${encodeURIComponent(consumer.env.RPC_URL)}`;
      const html = await run(CHROMIUM, [...CHROMIUM_OPTIONS, url], consumer);
      const said = /SAID (.*) END/.exec(html)?.[1] ?? expect.fail(html);
      expect(JSON.parse(said)).to.deep.equal({
        minSeatStake: "1000000000000000000000",
        members: 0,
        error: "ERC721NonexistentToken",
        price: "2000000000000000000",
        isAction: true,
      });
    } finally {
      await page.close();
    }
    return `- Chromium reads the chain and decodes\n${await node(consumer, "measure.mjs")}`;
  },
  async esm(consumer) {
    await tsc(consumer);
    return node(consumer, "out/index.js");
  },
  async cjs(consumer) {
    await tsc(consumer);
    expect(await readFile(join(consumer.cwd, "out", "index.js"), "utf8")).to.contain('require("commonweights/sdk")');
    return node(consumer, "out/index.js");
  },
  async javascript(consumer) {
    const lock = JSON.parse(await readFile(join(consumer.cwd, "package-lock.json"), "utf8"));
    const packages = Object.keys(lock.packages).filter((path) => path !== "");
    expect(packages.filter((path) => /hardhat|tsx|bullmq|ioredis|anvil|rocketh/.test(path))).to.deep.equal([]);
    return [
      await node(consumer, "imported.mjs"),
      await node(consumer, "required.cjs"),
      await node(consumer, "--enable-source-maps", "traced.mjs"),
      await commandLine(consumer),
      `- ${packages.length} packages are installed, ethers and this one among them`,
    ].join("");
  },
  solidity: (consumer) => node(consumer, "index.js"),
};

/** The command line is there, and needs nothing that is not. */
async function commandLine({ cwd }: Consumer): Promise<string> {
  const bin = join(cwd, "node_modules", ".bin", "commonweights");
  const { version } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
  expect((await run(bin, ["--version"], { cwd })).trim()).to.equal(version);
  const start = performance.now();
  expect(await run(bin, ["--help"], { cwd })).to.match(/^Usage: commonweights/m);
  return `- commonweights --help answers after ${Math.round(performance.now() - start)} ms\n`;
}

/** What npm says of a tarball. */
type Packed = {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly entryCount: number;
};

async function pack(folder: string) {
  const printed = await runNpm(["pack", "--json", "--pack-destination", folder], { cwd: ROOT });
  // Scripts print first; npm 11 writes a list, npm 12 an object by name.
  const [packed] = Object.values(JSON.parse(printed.slice(printed.search(/^[[{]$/m))) as Record<string, Packed>);
  const { filename, size, unpackedSize, entryCount } = packed!;
  return { name: filename, path: join(folder, filename), bytes: size, unpacked: unpackedSize, entries: entryCount };
}

function indent(text: string): string {
  return text.trimEnd().replace(/^/gm, "    ");
}
