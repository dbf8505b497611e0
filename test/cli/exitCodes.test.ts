import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { describeError } from "../../cli/describeError.ts";
import { ExitCode } from "../../cli/ExitCode.ts";
import { main } from "../../cli/main.ts";
import { startNode } from "../../services/devnet/startNode.ts";
import { openStill, type Still } from "./support/openStill.ts";
import type { CliRun } from "./support/runCli.ts";

/** How each code comes about, by its name; `Failed` and `Interrupted` need more than a command line. */
type Provoked = Exclude<keyof typeof ExitCode, "Failed" | "Interrupted">;
type Case = { readonly when: string; readonly line: string; readonly says: RegExp };

const cases: Readonly<Record<Provoked, readonly Case[]>> = {
  Done: [{ when: "it works", line: "dao parameters", says: /^$/ }],
  Usage: [
    { when: "a command is not known", line: "dao dance", says: /dance/ },
    { when: "an option is missing", line: "stake seat list", says: /--model/ },
    { when: "an option is not known", line: "dao power --why", says: /--why/ },
    {
      when: "the checksum of an address is wrong",
      line: "dao power 0x90F79bf6EB2c4f870365E785982E1f101E93b90A",
      says: /checksum/,
    },
    { when: "a value cannot be read", line: "dao vote 2 perhaps", says: /a vote is for, against or abstain/ },
  ],
  Refused: [
    { when: "a contract would refuse", line: "round settle 4 --account bob --yes", says: /^Error: / },
    { when: "it is too early", line: "dao queue 2 --account bob --yes", says: /cannot be queued/ },
    { when: "there is nothing to claim", line: "rewards claim --account bob --yes", says: /^Error: / },
  ],
  Unreachable: [
    {
      when: "no node answers",
      line: "dao parameters --rpc http://127.0.0.1:1",
      says: /The node at 127\.0\.0\.1:1 does not answer\..*commonweights devnet --still.*doctor/,
    },
  ],
  NotFound: [
    { when: "there is no such proposal", line: "dao proposal show 99", says: /There is no proposal 99/ },
    { when: "there is no such model", line: "model show 99", says: /There is no model 99/ },
    { when: "there is no such file", line: "dao proposal show 2 --store /nowhere", says: /There is no folder/ },
  ],
  Key: [
    { when: "nobody is named", line: "dao delegate --yes", says: /Nobody is named to do this/ },
    { when: "the account is not known", line: "dao power nobody", says: /There is no account called "nobody"/ },
    {
      when: "there is no key of the account",
      line: "dao vote 2 for --account 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --network keyless --yes",
      says: /There is no key of/,
    },
  ],
  WrongNetwork: [
    { when: "the network is not known", line: "dao parameters --network nowhere", says: /no network called "nowhere"/ },
  ],
  Funds: [
    { when: "tokens are missing", line: "stake add 100000000 --account bob --yes", says: /this takes 100,000,000/ },
    {
      when: "ether is missing",
      line: "dao delegate --account 0x00000000000000000000000000000000000000AA --yes",
      says: /has 0 ETH/,
    },
  ],
  NotConfirmed: [
    { when: "nobody is there to say yes", line: "dao delegate --account alice", says: /Nobody is at a terminal/ },
  ],
  No: [
    {
      when: "a check says no",
      line: "doctor --account 0x00000000000000000000000000000000000000AA",
      says: /^$/,
    },
  ],
};

describe("exit codes", function () {
  this.timeout(60_000);
  let still: Still;
  before(async () => {
    still = await openStill();
    // The devnet under another name has nobody's keys.
    const book = join(still.home, "addresses.json");
    await writeFile(book, JSON.stringify(still.devnet.world.deployment.addresses));
    await still.run(`net add keyless --rpc ${still.devnet.node.url} --addresses ${book}`);
  });
  after(() => still.close());

  for (const [name, provoking] of Object.entries(cases) as [Provoked, readonly Case[]][]) {
    describe(`${ExitCode[name]}, ${name}`, () => {
      for (const { when, line, says } of provoking) {
        it(`is given when ${when}`, async () => {
          const { code, stderr } = await still.run(`${line} --quiet`.replace(/^(dao dance).*/, "$1"));
          expect(stderr.replaceAll("\n", " ")).to.match(says);
          expect(code, stderr).to.equal(ExitCode[name]);
        });

        it(`comes with one JSON document when ${when} and JSON is wanted`, async () => {
          const { code, stdout, stderr } = await still.run(`${line} --quiet --json`);
          expect(code, stderr).to.equal(ExitCode[name]);
          requireJson(name, { code, stdout, stderr, transcript: "" });
        });
      }
    });
  }

  describe("9, NotConfirmed", () => {
    it("is given when the answer is no, and nothing is sent", async () => {
      const before = await still.json<{ total: string }>("dao power alice");
      const { code, stderr } = await still.run("dao delegate --account alice", { answers: ["n"] });
      expect(code).to.equal(ExitCode.NotConfirmed);
      expect(stderr).to.contain("Nothing was sent.");
      expect(await still.json("dao power alice")).to.include({ total: before.total });
    });
  });

  describe("7, WrongNetwork", () => {
    it("is given when the node is of another chain, and when the contracts are not there", async () => {
      const other = await startNode({ chainId: 4242 });
      const empty = await startNode({ chainId: 31_337 });
      try {
        const wrong = await still.run(`dao parameters --network devnet --rpc ${other.url}`);
        expect(wrong.code).to.equal(ExitCode.WrongNetwork);
        expect(wrong.stderr.replaceAll("\n", " ")).to.contain("The node is of chain 4242; devnet is chain 31337.");
        const missing = await still.run(`dao parameters --network devnet --rpc ${empty.url}`);
        expect(missing.code).to.equal(ExitCode.WrongNetwork);
        expect(missing.stderr).to.contain("There are no contracts of ours on devnet");
      } finally {
        await Promise.all([other.stop(), empty.stop()]);
      }
    });
  });

  describe("4, Unreachable", () => {
    it("is given when the node answers with nonsense", async () => {
      const server = createServer((_, response) => response.writeHead(502).end("<html>Bad gateway</html>"));
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      try {
        const { port } = server.address() as AddressInfo;
        const { code } = await still.run(`dao parameters --network devnet --rpc http://127.0.0.1:${port}`);
        expect(code).to.equal(ExitCode.Unreachable);
      } finally {
        server.closeAllConnections();
        server.close();
      }
    });
  });

  describe("1, Failed", () => {
    it("is given for what should not happen, and asks to report it", () => {
      const described = describeError(new TypeError("x is not a function"));
      expect(described).to.include({ exitCode: ExitCode.Failed, code: "UNEXPECTED" });
      expect(described.remedy).to.contain("Please report it");
    });

    it("is given when the settings cannot be read", async () => {
      const home = await mkdtemp(join(tmpdir(), "commonweights-"));
      try {
        await writeFile(join(home, "settings.json"), "{");
        const { code, stderr } = await still.run("net list", { env: { COMMONWEIGHTS_HOME: home } });
        expect(code).to.equal(ExitCode.Failed);
        expect(stderr.replaceAll("\n", " ")).to.contain("Mend the file or move it away");
      } finally {
        await rm(home, { recursive: true });
      }
    });
  });

  describe("130, Interrupted", () => {
    it("is given at Ctrl-C, and says that nothing was sent", async () => {
      const said: string[] = [];
      const exits: number[] = [];
      const listeners = new Map<string, () => void>();
      const process = {
        env: { COMMONWEIGHTS_HOME: still.home },
        stdin: { isTTY: false },
        stdout: { write: () => true, on: () => {} },
        stderr: { write: (text: string) => said.push(text) > 0 },
        on: (name: string, listener: () => void) => listeners.set(name, listener),
        off: (name: string) => listeners.delete(name),
        exit: (code: number) => exits.push(code),
      };
      const running = main(["dao", "parameters"], process as unknown as Parameters<typeof main>[1]);
      while (listeners.get("SIGINT") === undefined) await new Promise(setImmediate);
      listeners.get("SIGINT")!();
      expect(exits).to.deep.equal([ExitCode.Interrupted]);
      expect(said.join("")).to.contain("Interrupted. Nothing was sent.");
      await running;
      expect(listeners.size).to.equal(0);
    });
  });
});

/** Data alone on standard output, or an error alone on standard error. */
function requireJson(name: Provoked, { stdout, stderr }: CliRun): void {
  if (name === "Done" || name === "No") {
    expect(() => JSON.parse(stdout)).not.to.throw();
    return;
  }
  expect(stdout).to.equal("");
  const { error } = JSON.parse(stderr) as { error: { code: string; message: string } };
  expect(error.code).to.match(/^[A-Z_]+$/);
  expect(error.message).not.to.equal("");
}
