import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { withPrograms } from "../../scripts/docs/withPrograms.ts";
import { type Devnet, openDevnet } from "../../services/devnet/openDevnet.ts";
import { claimableOf } from "../../src/rewards/claimableOf.ts";
import { sharesOf } from "../../src/scoring/sharesOf.ts";
import { LicenseMarket__factory, ModelGovernor__factory } from "../../typechain-types/index.ts";

const root = new URL("../../", import.meta.url);
const docs = new URL("docs/", root);
const MOST_LINES = 40;

/** What each program prints, to its end; they run in this order. */
const PRINTED: Readonly<Record<string, RegExp>> = {
  "01-list-a-dataset.ts": /^Dataset 4 is listed, and offer 4 is open\.$/,
  "02-buy-and-check-a-license.ts": /^Job 1 was taken under license 3 on dataset 3\.$/,
  "03-verify-live-weights.ts":
    /^parameters: \d+\nVersion 2 of model 1 is live, and these are its weights: 0x[0-9a-f]{64}$/,
  "05-claim-many-rounds.ts": /^[\d.]+ COMMON were claimed for 3 rounds in one transaction\.$/,
  "06-vote.ts":
    /^Model 2: version 2 in place of 1; read the report 0x[0-9a-f]{64}\.\nVoted for it with 2500000\.0 votes\. For: 2500000\.0 of 4000000\.0\.\nThe vote ends on .* GMT\.$/,
  "07-decode-a-revert.ts": /^LicenseMarketNotAssetOwner [\s\S]*0x6e939a8e[\s\S]*LicenseMarketNoCredit/,
  "08-read-with-viem.ts":
    /^Model 1: version 2 came from round 1\.\n[\s\S]*Offer 3: dataset 3 for 50 COMMON\.\nOffer 4: dataset 4 for 25 COMMON\.$/,
  "09-show-a-usage-log.ts":
    /^Dataset 2, license 1, .*:\n( {2}.* train in round \d\n){3}Dataset 3, license 2, .*:\n {2}.* evaluate outside of rounds\n/,
  "10-explain-voting-power.ts": /^Carol has 0\.0 votes:\n[\s\S]*to nobody\.\nCarol has 2500000\.0 votes:\n/,
  "11-prepare-for-a-multisig.ts":
    /^\{"to":"0x.*","data":"0x983d95ce.*","value":"0"\}\nIt would go through, with \d+ gas\.$/,
};
const WATCHER = "04-watch-settled-rounds.ts";

describe("the cookbook", function () {
  this.timeout(180_000);
  let folder: string;
  let devnet: Devnet;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cookbook-"));
    devnet = await openDevnet({ isStill: true, oracles: 3, contributors: 2, folder: join(folder, "devnet"), port: 0 });
  });
  after(async () => {
    await devnet?.close();
    await rm(folder, { recursive: true });
  });

  /** Starts a program as its reader does, from the checkout. */
  function start(file: string): { readonly child: ChildProcess; readonly said: () => string } {
    const path = fileURLToPath(new URL(`cookbook/${file}`, docs));
    const child = spawn(process.execPath, ["--import", "tsx", path], {
      cwd: fileURLToPath(root),
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        RPC_URL: devnet.node.url,
        STORE: join(folder, "devnet/store"),
        BOOKMARK: join(folder, "bookmark"),
        NO_COLOR: "1",
      },
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
    return { child, said: () => said.trim() };
  }

  async function run(file: string): Promise<string> {
    const { child, said } = start(file);
    const [code] = await once(child, "close");
    expect(code, said()).to.equal(0);
    return said();
  }

  it("has a test of every program, none longer than 40 lines", async () => {
    const files = await readdir(new URL("cookbook/", docs));
    expect(files).to.have.members([...Object.keys(PRINTED), WATCHER]);
    for (const file of files) {
      const lines = (await readFile(new URL(`cookbook/${file}`, docs), "utf8")).trimEnd().split("\n");
      expect(lines.length, file).to.be.at.most(MOST_LINES);
    }
  });

  it("shows the programs as they are: `npm run docs:cookbook`", async () => {
    const page = await readFile(new URL("cookbook.md", docs), "utf8");
    const files = await readdir(new URL("cookbook/", docs));
    const texts = new Map<string, string>();
    for (const file of files) {
      texts.set(`cookbook/${file}`, await readFile(new URL(`cookbook/${file}`, docs), "utf8"));
    }
    expect(withPrograms(page, (path) => texts.get(path)!)).to.equal(page);
    for (const file of files) expect(page).to.include(`[cookbook/${file}](cookbook/${file})\n\`\`\`ts\n`);
  });

  for (const [file, printed] of Object.entries(PRINTED)) {
    it(`runs ${file}`, async () => {
      expect(await run(file)).to.match(printed);
    });
  }

  describe(WATCHER, () => {
    it("prints every settled round once, although it is killed and started again", async () => {
      const bookmark = async () => Number(await readFile(join(folder, "bookmark"), "utf8").catch(() => "0"));
      const until = async (isReached: () => Promise<boolean>, { child, said }: ReturnType<typeof start>) => {
        while (!(await isReached())) {
          if (child.exitCode !== null) throw new Error(`${WATCHER} ended: ${said()}`);
          await sleep(20);
        }
        const closing = once(child, "close");
        child.kill("SIGKILL");
        await closing;
        return said();
      };
      const headAt = async () => Number(await devnet.node.send("eth_blockNumber", []));
      const head = await headAt();
      const lines = (await until(async () => (await bookmark()) > head, start(WATCHER))).split("\n");
      expect(lines.map((line) => /round (\d+) settled, [\d.]+ COMMON earned\.$/.exec(line)?.[1])).to.deep.equal(
        devnet.history!.roundIds.map(String),
      );
      await devnet.node.send("evm_mine", []);
      const grown = await headAt();
      expect(await until(async () => (await bookmark()) > grown, start(WATCHER))).to.equal("");
    });
  });

  it("did on chain what it says", async () => {
    const { world, history } = devnet;
    const { addresses, fromBlock } = world.deployment;
    const [first] = world.contributors;
    const shares = await Promise.all(
      history!.roundIds.map((roundId) => sharesOf(first!.client, { roundId, fromBlock })),
    );
    const own = shares.flat().filter(({ contributor }) => contributor === first!.wallet.address);
    expect((await claimableOf(first!.client, { token: addresses.commonToken, shares: own })).total).to.equal(0n);
    const governor = ModelGovernor__factory.connect(addresses.modelGovernor, world.provider);
    const { proposalId } = history!.proposed;
    expect(await governor.hasVoted(proposalId, world.members[0]!.wallet.address)).to.equal(true);
    const market = LicenseMarket__factory.connect(addresses.licenseMarket, world.provider);
    expect(await market.ownerOf(3n)).to.equal(world.users.bob.wallet.address);
  });
});
