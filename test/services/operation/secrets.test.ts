import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, openSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { hexlify } from "ethers";
import { deriveSecret } from "../../../src/node/keys/deriveSecret.ts";
import { expectNoSecret } from "../../src/node/keys/errorOf.ts";
import { type KeyFolder, keyFolder, SECRETS } from "../../src/node/keys/keyFolder.ts";
import { exampleConfig } from "./exampleConfig.ts";

const probe = fileURLToPath(new URL("probe.ts", import.meta.url));

/** Starts the probe, with descriptor 3 open on the passphrase when asked to. */
function startProbe(keys: KeyFolder, argv: readonly string[], fd3: number | "ignore" = "ignore") {
  const child = spawn(process.execPath, ["--import", "tsx", probe, ...argv], {
    stdio: ["ignore", "pipe", "pipe", fd3],
  });
  let output = "";
  for (const stream of [child.stdout!, child.stderr!]) stream.on("data", (chunk) => (output += chunk));
  const ended = once(child, "close").then(([code]) => code as number);
  return { child, ended, output: () => output, folder: keys.folder };
}

/** Waits until a text is in what a process wrote. */
async function until(process: ReturnType<typeof startProbe>, text: string): Promise<void> {
  while (!process.output().includes(text)) {
    const isOver = await Promise.race([
      process.ended.then(() => true),
      once(process.child.stderr!, "data").then(() => false),
    ]);
    if (isOver && !process.output().includes(text)) expect.fail(`ended without "${text}":\n${process.output()}`);
  }
}

describe("a service's process (OFF-8)", () => {
  let keys: KeyFolder;
  beforeEach(async () => {
    keys = await keyFolder();
    await mkdir(join(keys.folder, "state"));
  });
  afterEach(() => keys.remove());

  /** Writes a configuration whose endpoints hold a key, as those of providers do. */
  async function configOf(change: object = {}): Promise<string> {
    const { keystore, passphraseFile } = keys;
    const endpoints = [`https://user:${SECRETS.passphrase}@node.example/v3/${SECRETS.passphrase}`];
    const chain = { ...exampleConfig.chain, endpoints };
    const signer = { kind: "keystore", keystore, passphraseFile };
    const http = { port: 0 };
    return keys.write("config.json", JSON.stringify({ ...exampleConfig, chain, signer, http, ...change }));
  }

  describe("when it runs", () => {
    it("has no secret in log, arguments, environment, health or metrics, and ends in order on SIGTERM", async () => {
      const running = startProbe(keys, ["--config", await configOf()]);
      await until(running, '"msg":"started"');
      const { pid } = running.child;
      expectNoSecret(await readFile(`/proc/${pid}/cmdline`, "utf8"));
      expectNoSecret(await readFile(`/proc/${pid}/environ`, "utf8"));
      const url = `http://${/"http":"http:\/\/([^"]+)"/.exec(running.output())?.[1]}`;
      for (const path of ["/healthz", "/readyz", "/metrics"]) {
        const response = await fetch(url + path);
        expect(response.status).to.equal(200);
        expectNoSecret(await response.text());
      }
      running.child.kill("SIGTERM");
      expect(await running.ended).to.equal(0);
      expect(existsSync(join(keys.folder, "state", "closed"))).to.equal(true);

      const output = running.output();
      expectNoSecret(output);
      expect(output).to.contain("https://node.example").and.contain('"level":"info"');
      expect(output).to.not.contain(hexlify(await deriveSecret(SECRETS.privateKey, "salt.1")).slice(2));
    });

    it("takes the passphrase from a file descriptor", async () => {
      const signer = { kind: "keystore", keystore: keys.keystore, passphraseFd: 3 };
      const running = startProbe(keys, ["--config", await configOf({ signer })], openSync(keys.passphraseFile, "r"));
      await until(running, '"msg":"started"');
      running.child.kill("SIGINT");
      expect(await running.ended).to.equal(0);
      expectNoSecret(running.output());
    });
  });

  describe("when a mistake in it throws", () => {
    it("logs it without secrets and exits with 1", async () => {
      const running = startProbe(keys, ["--config", await configOf({ stateFolder: "throws" })]);
      expect(await running.ended).to.equal(1);
      expect(running.output()).to.contain("unexpected error").and.contain("a mistake at https://node.example");
      expectNoSecret(running.output());
    });
  });

  describe("when the passphrase is wrong", () => {
    it("exits with 2 and says which keystore", async () => {
      const passphraseFile = await keys.write("wrong", `${SECRETS.passphrase}x`);
      const signer = { kind: "keystore", keystore: keys.keystore, passphraseFile };
      const running = startProbe(keys, ["--config", await configOf({ signer })]);
      expect(await running.ended).to.equal(2);
      expect(running.output()).to.contain("PASSPHRASE_WRONG").and.contain(keys.keystore);
      expectNoSecret(running.output());
    });
  });

  describe("when it is checked", () => {
    it("exits with 0 and leaves nothing behind", async () => {
      const running = startProbe(keys, ["--check", "--config", await configOf()]);
      expect(await running.ended).to.equal(0);
      expect(running.output()).to.contain("are as they should be");
      expectNoSecret(running.output());
      expect(existsSync(join(keys.folder, "state", "closed"))).to.equal(false);
    });
  });
});
