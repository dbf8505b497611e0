import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type DevNode, startNode } from "../../services/devnet/startNode.ts";
import { addressesOf } from "../../src/addresses/addressesOf.ts";
import { deployments } from "../../src/addresses/index.ts";
import { expectNarrow } from "./support/expectNarrow.ts";
import { runCli } from "./support/runCli.ts";

const OTHER_CHAIN = 4242;

describe("commonweights net", function () {
  this.timeout(30_000);
  let node: DevNode;
  let home: string;
  before(async () => {
    node = await startNode({ chainId: OTHER_CHAIN });
    home = await mkdtemp(join(tmpdir(), "commonweights-"));
  });
  after(async () => {
    await node.stop();
    await rm(home, { recursive: true });
  });
  const run = (line: string) => runCli(line.split(" "), { home });

  describe("list and show", () => {
    it("know every deployment of the package without a home", async () => {
      const { stdout } = await runCli(["net", "list", "--json"], { home: join(home, "none") });
      const networks = JSON.parse(stdout) as { name: string; isUsed: boolean }[];
      expect(networks.map(({ name }) => name)).to.have.members(Object.values(deployments).map(({ name }) => name));
      expect(networks.find(({ isUsed }) => isUsed)?.name).to.equal("devnet");
    });

    it("show every contract's address", async () => {
      const { stdout } = await run("net show devnet");
      expectNarrow(stdout);
      for (const address of Object.values(addressesOf(31_337))) expect(stdout).to.contain(address);
    });
  });

  describe("add", () => {
    it("wants addresses for a chain that the package does not know", async () => {
      const { code, stderr } = await run(`net add mine --rpc ${node.url}`);
      expect(code).to.equal(7);
      expect(stderr).to.contain(`No deployment on chain ${OTHER_CHAIN} is known.`);
    });

    it("keeps a network, uses it and forgets it", async () => {
      const book = join(home, "addresses.json");
      await writeFile(book, JSON.stringify(addressesOf(31_337)));
      const added = await run(`net add mine --rpc ${node.url} --addresses ${book} --from-block 3`);
      expect(added.code, added.stderr).to.equal(0);
      const used = await run("net use mine");
      expect(used.stdout).to.contain("Commands go to mine now.");
      expect(await json("net show")).to.include({ name: "mine", chainId: OTHER_CHAIN, fromBlock: 3 });
      // An endpoint can hold a key.
      expect((await stat(join(home, "settings.json"))).mode & 0o077).to.equal(0);
      expect((await run("net remove mine")).code).to.equal(0);
      expect(await json("net show")).to.include({ name: "devnet" });
    });

    it("shows only the host of an endpoint, whose path may hold a key", async () => {
      const book = join(home, "addresses.json");
      await run(`net add secret --rpc ${node.url}/my-secret-key --addresses ${book}`);
      for (const line of ["net list", "net show secret", "net list --json"]) {
        expect((await run(line)).transcript).not.to.contain("my-secret-key");
      }
    });

    it("refuses a name or an endpoint that is none", async () => {
      expect((await run(`net add No! --rpc ${node.url}`)).code).to.equal(2);
      expect((await run("net add mine --rpc ftp://127.0.0.1")).code).to.equal(2);
    });

    it("says that a node does not answer", async () => {
      const { code } = await run("net add mine --rpc http://127.0.0.1:1");
      expect(code).to.equal(4);
    });
  });

  describe("when a network is not known", () => {
    it("says which are", async () => {
      const { code, stderr } = await run("net use nowhere");
      expect(code).to.equal(7);
      expect(stderr).to.contain("Known are devnet");
      expect((await run("net remove nowhere")).code).to.equal(5);
    });
  });

  const json = async (line: string) => JSON.parse((await run(`${line} --json`)).stdout) as object;
});
