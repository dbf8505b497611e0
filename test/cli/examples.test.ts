import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { encryptKeystoreJson, Wallet } from "ethers";
import { resources } from "../../cli/resources/index.ts";
import type { Verb } from "../../cli/Verb.ts";
import { type Devnet, openDevnet } from "../../services/devnet/openDevnet.ts";
import { runCli } from "./support/runCli.ts";

const PASSPHRASE = "correct horse battery staple";
/** It is what the others run on. */
const RUNNING = "devnet --still";

describe("the example of every command", () => {
  let folder: string;
  let devnet: Devnet;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "commonweights-examples-"));
    devnet = await openDevnet({
      ...{ oracles: 3, contributors: 2, isStill: true, port: 0 },
      folder: join(folder, "devnet"),
    });
    // As Foundry writes it, without the address.
    const { address, privateKey } = Wallet.createRandom();
    const keystore = await encryptKeystoreJson({ address, privateKey }, PASSPHRASE, { scrypt: { N: 2, r: 8, p: 1 } });
    const { address: _, ...nameless } = JSON.parse(keystore) as Record<string, unknown>;
    await mkdir(join(folder, ".foundry", "keystores"), { recursive: true });
    await writeFile(join(folder, ".foundry", "keystores", "dev"), JSON.stringify(nameless));
  });
  after(async () => {
    await devnet?.close();
    await rm(folder, { recursive: true, force: true });
  });

  for (const { verbs } of resources) {
    for (const verb of verbs.filter(({ example }) => example !== RUNNING)) {
      it(`runs as it stands: ${verb.example}`, async () => {
        const home = await mkdtemp(join(folder, "home-"));
        const snapshot = await devnet.node.send("evm_snapshot", []);
        try {
          for (const example of verb.before ?? []) await run(home, example, verbOf(example));
          await run(home, verb.example, verb);
        } finally {
          await devnet.node.send("evm_revert", [snapshot]);
        }
      }).timeout(20_000);
    }
  }

  async function run(home: string, example: string, { kind }: Verb): Promise<void> {
    const here = example
      .replaceAll("http://127.0.0.1:8545", devnet.node.url)
      .replaceAll(" devnet/", ` ${devnet.folder}/`)
      .replaceAll("~", folder);
    const argv = [...here.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare!);
    const { code, stderr } = await runCli(
      [...argv, ...(kind === "local" ? [] : ["--rpc", devnet.node.url]), ...(kind === "write" ? ["--yes"] : [])],
      { home, answers: [PASSPHRASE, PASSPHRASE] },
    );
    expect(code, `${example}\n${stderr}`).to.equal(0);
  }
});

/** The command that an example runs. */
function verbOf(example: string): Verb {
  const verbs = resources.flatMap(({ name, verbs: ofResource }) =>
    ofResource.map((verb) => ({ verb, words: `${name} ${verb.name}`.trim() })),
  );
  const fitting = verbs.filter(({ words }) => `${example} `.startsWith(`${words} `));
  return fitting.sort((a, b) => b.words.length - a.words.length)[0]!.verb;
}
