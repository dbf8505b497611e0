import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { expect } from "chai";
import { toQuantity } from "ethers";
import { deploymentNames } from "../../../rocketh/readAddresses.ts";
import { main as explain } from "../../../services/explain/main.ts";
import { main as verify } from "../../../services/verify/main.ts";
import { openFolderStore } from "../../../src/node/openFolderStore.ts";
import type { ChainArchive } from "../../../src/verification/ChainArchive.ts";
import { replayReads } from "../../../src/verification/replayReads.ts";
import { type PlayedRounds, playedRounds } from "../../src/verification/playedRounds.ts";

/** What a command printed, and its exit code. */
async function run(command: typeof verify | typeof explain, ...argv: string[]) {
  const logs: unknown[] = [];
  const errors: unknown[] = [];
  const code = await command(argv, { log: (text) => logs.push(text), error: (text) => errors.push(text) });
  return { code, log: logs.join("\n"), error: errors.join("\n") };
}

/** A node that knows nothing but an archive. */
async function serve(archive: ChainArchive): Promise<Server> {
  const send = replayReads(archive);
  const known = new Map([
    ["eth_chainId", toQuantity(BigInt(archive.chainId))],
    ["eth_blockNumber", toQuantity(archive.blockNumber)],
  ]);
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const { id, method, params } = JSON.parse(body);
    const answer = await Promise.resolve(known.get(method) ?? send(method, params)).then(
      (result) => ({ result }),
      (error) => ({ error: { code: -32000, message: error.message } }),
    );
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ jsonrpc: "2.0", id, ...answer }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

describe("verify-round and explain", function () {
  this.timeout(60_000);
  let world: PlayedRounds;
  let folder: string;
  let here: string[];

  before(async () => {
    world = await playedRounds();
    folder = await mkdtemp(join(tmpdir(), "commonweights-"));
    const store = await openFolderStore(join(folder, "storage"));
    for (const bytes of world.contents.values()) await store.put(bytes);
    await writeFile(join(folder, "chain.json"), JSON.stringify(world.archive));
    await writeFile(join(folder, "addresses.json"), JSON.stringify(world.archive.addresses));
    here = ["--archive", join(folder, "chain.json"), "--storage", join(folder, "storage")];
  });

  after(() => rm(folder, { recursive: true }));

  describe("when the round is identical", () => {
    it("prints the verdict and exits with 0", async () => {
      const { code, log, error } = await run(verify, "1", ...here);
      expect([code, error]).to.deep.equal([0, ""]);
      expect(log).to.match(
        /^Round 1: identical\. 108 values compared:\n {2}task digests 1, .*, scores 7, .*, payouts 7\n/,
      );
      expect(log.match(/identical$/gm)).to.have.lengthOf(3);
    });

    it("prints JSON with whole numbers as strings", async () => {
      const { log } = await run(verify, "1", "--json", ...here);
      const { isIdentical, roundId, compared, oracles } = JSON.parse(log);
      expect({ isIdentical, roundId }).to.deep.equal({ isIdentical: true, roundId: "1" });
      expect(compared.scores).to.equal(7);
      expect(oracles[0].stake).to.equal("20000000000000000000000");
    });
  });

  describe("when a dishonest majority settled the round", () => {
    it("prints the first score that differs and exits with 1", async () => {
      const { code, log } = await run(verify, "2", ...here);
      expect(code).to.equal(1);
      expect(log).to.match(/^Round 2: differs\. score \d \(of contributor 0x/);
    });
  });

  describe("when a stored file was altered", () => {
    it("exits with 1 and names whose", async () => {
      const copy = join(folder, "altered");
      await mkdir(copy);
      const files = await readdir(join(folder, "storage"));
      for (const file of files) {
        const bytes = await readFile(join(folder, "storage", file));
        // The task is the only file that says so of itself.
        if (bytes.includes("commonweights.task.v1")) bytes[bytes.length - 2]! ^= 1;
        await writeFile(join(copy, file), bytes);
      }
      const { code, log } = await run(verify, "1", "--archive", join(folder, "chain.json"), "--storage", copy);
      expect(code).to.equal(1);
      expect(log).to.match(
        /^Round 1: differs\. the task is not what the chain says: Content stored as 0x\w+ hashes to 0x/,
      );
    });
  });

  describe("when the verdict is open", () => {
    const refusals: readonly [what: string, argv: () => string[], words: RegExp][] = [
      ["no round is named", () => here, /ROUND must be given/],
      ["the round is no number", () => ["one", ...here], /ROUND must be a whole number, not "one"/],
      ["the round does not exist", () => ["3", ...here], /There is no round 3\.\nRounds 1 to 2 exist\./],
      ["an option is unknown", () => ["1", "--fast"], /--fast/],
      ["an endpoint has no addresses", () => ["1", "--rpc", "http://127.0.0.1:1"], /--rpc needs --addresses/],
      ["addresses have no endpoint", () => ["1", "--addresses", "x"], /--addresses belongs to --rpc/],
      ["there is no storage", () => ["1", "--storage", join(folder, "none")], /no folder at .*none/],
      ["the storage is a file", () => ["1", "--storage", import.meta.filename], /main\.test\.ts is not a folder\./],
      ["there is no archive", () => ["1", ...here, "--archive", join(folder, "none")], /no file at .*none/],
      [
        "the archive is none",
        () => ["1", ...here, "--archive", join(folder, "addresses.json")],
        /not a commonweights.chain.v1/,
      ],
      [
        "the endpoint does not answer",
        () => ["1", ...here, "--rpc", "http://127.0.0.1:1", "--addresses", join(folder, "addresses.json")],
        /The node at 127\.0\.0\.1:1 does not answer/,
      ],
      [
        "there are no such addresses",
        () => ["1", ...here, "--rpc", "http://127.0.0.1:1", "--addresses", "nowhere"],
        /nowhere.* is not there or not JSON/,
      ],
    ];
    for (const [what, argv, words] of refusals) {
      it(`exits with 2 when ${what}`, async () => {
        const { code, log, error } = await run(verify, ...argv());
        expect([code, log]).to.deep.equal([2, ""]);
        expect(error).to.match(words);
      });
    }
  });

  describe("when an endpoint is asked", () => {
    let server: Server;
    let rpc: string[];

    before(async () => {
      server = await serve(world.archive);
      rpc = [
        "--rpc",
        `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        "--storage",
        join(folder, "storage"),
      ];
    });

    after(() => new Promise((resolve) => server.close(resolve)));

    it("finds the same as in the archive", async () => {
      const fromArchive = await run(verify, "1", ...here);
      expect(await run(verify, "1", ...rpc, "--addresses", join(folder, "addresses.json"))).to.deep.equal(fromArchive);
    });

    it("takes the addresses from a deployment's folder", async () => {
      const deployment = join(folder, "deployment");
      await mkdir(deployment);
      for (const [key, address] of Object.entries(world.archive.addresses)) {
        const name = deploymentNames[key as keyof typeof deploymentNames];
        await writeFile(join(deployment, `${name}.json`), JSON.stringify({ address, abi: [] }));
      }
      const { code } = await run(verify, "1", ...rpc, "--addresses", relative("deployments", deployment));
      expect(code).to.equal(0);
    });

    it("exits with 2 when the node refuses a read", async () => {
      const { code, error } = await run(
        verify,
        "1",
        ...rpc,
        "--addresses",
        join(folder, "addresses.json"),
        "--from-block",
        "5",
      );
      expect(code).to.equal(2);
      expect(error).to.match(/The node refused eth_getLogs: .*The archive does not hold this read/);
    });
  });

  describe("when an update is to be explained", () => {
    it("prints one step per line", async () => {
      const { code, log } = await run(explain, world.contributors[1]!, "1", ...here);
      expect(code).to.equal(0);
      expect(log).to.match(new RegExp(`^Round 1, contributor ${world.contributors[1]}\n1\\. Committed: `));
      expect(log).to.match(/\n14\. Paid: [\d.]+ COMMON claimed, 0\.0 COMMON claimable now\.$/);
    });

    it("takes the address in any spelling, and prints JSON", async () => {
      const { log } = await run(explain, world.contributors[1]!.toLowerCase(), "1", "--json", ...here);
      const { contributor, revealed } = JSON.parse(log);
      expect(contributor).to.equal(world.contributors[1]);
      expect(revealed.measured.explanation.status).to.equal("scored");
    });

    it("exits with 2 for what is no address, and for a stranger's", async () => {
      expect((await run(explain, "me", "1", ...here)).error).to.match(
        /ADDRESS must be 0x and 40 hexadecimal digits, not "me"/,
      );
      const stranger = await run(explain, `0x${"11".repeat(20)}`, "1", ...here);
      expect(stranger.code).to.equal(2);
      expect(stranger.error).to.match(/did not commit to round 1\.\nThose who did: 0x/);
    });
  });

  describe("when help is asked for", () => {
    it("prints the usage of either and exits with 0", async () => {
      expect(await run(verify, "--help")).to.deep.include({ code: 0, error: "" });
      expect((await run(verify, "--help")).log).to.include("npm run verify-round -- ROUND");
      expect((await run(explain, "--help")).log).to.include("npm run explain -- ADDRESS ROUND");
    });
  });
});
