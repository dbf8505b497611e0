import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { id as keccak } from "ethers";
import { dataset } from "../../cli/resources/dataset.ts";
import { LicenseMarket__factory } from "../../typechain-types/index.ts";
import { expectNarrow } from "./support/expectNarrow.ts";
import { openStill, type Still } from "./support/openStill.ts";
import { runCli } from "./support/runCli.ts";

const MANIFEST = "0x9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

type DatasetJson = { readonly id: string; readonly versionCount: number; readonly consentWithdrawnAt: number | null };

/** Without the line breaks that the width of a terminal makes. */
const flat = (text: string) => text.replaceAll(/\s+/g, " ");

describe("commonweights dataset", function () {
  this.timeout(60_000);
  let still: Still;
  before(async () => {
    still = await openStill();
  });
  after(() => still.close());

  /** Registers a dataset of alice with an offer. */
  const addOne = (options = "") =>
    still.json<{ datasetId: string; offerId: string }>(
      `dataset add --manifest ${MANIFEST} --price 25 ${options}--account alice --yes`,
    );

  for (const { name, example } of dataset.verbs) {
    describe(`when help is asked for ${name}`, () => {
      it("prints it with the example, without a home or a node", async () => {
        const { code, stdout, stderr } = await runCli(["dataset", name, "--help"], { home: "/nowhere" });
        expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
        expect(stdout.replaceAll(/ \\\n +/g, " ")).to.contain(`commonweights ${example}`);
        expectNarrow(stdout);
      });
    });
  }

  describe("list", () => {
    it("shows the newest first, with provider, state and open offer", async () => {
      const { code, stdout } = await still.run("dataset list --limit 3");
      expect(code).to.equal(0);
      expectNarrow(stdout);
      expect(stdout.split("\n")[1]).to.match(/^ +3 {2}alice +1 {2}active +3: 50 COMMON +1 /);
    });

    it("shows only those of a provider", async () => {
      const rows = await still.json<DatasetJson[]>("dataset list --provider contributor-1");
      expect(rows.map(({ id }) => id)).to.deep.equal(["2", "1"]);
    });

    it("prints one document and nothing else with --json, and no hints when quiet", async () => {
      const { stdout, stderr } = await still.run("dataset list --json --quiet");
      expect(JSON.parse(stdout)).to.be.an("array");
      expect(stderr).to.equal("");
    });
  });

  describe("show", () => {
    it("shows what was trained on it", async () => {
      const { stdout } = await still.run("dataset show 1");
      expectNarrow(stdout);
      expect(stdout).to.match(/^Trained +model 1 version 2, model 1 version 3, model 2 version 2$/m);
      expect(stdout).to.match(/^Consent +holds$/m);
    });

    describe("when there is no such dataset", () => {
      it("says so, names the list and exits with 5", async () => {
        const { code, stdout, stderr } = await still.run("dataset show 77");
        expect({ code, stdout }).to.deep.equal({ code: 5, stdout: "" });
        expect(stderr).to.equal(
          "Error: There is no dataset 77.\nLook it up in the list.\n\nNext:\n  commonweights dataset list\n",
        );
      });
    });
  });

  describe("uses", () => {
    it("shows the receipts of licensees", async () => {
      const uses = await still.json<object[]>("dataset uses 2");
      expect(uses).to.have.length(3);
      expect(uses[0]).to.include({ licenseId: "1", roundId: "3", use: 1 });
    });

    it("shows the rounds in which its provider trained", async () => {
      const { stdout } = await still.run("dataset uses 1");
      expectNarrow(stdout);
      expect(stdout).to.match(/contributor-1 +own {2}train +3 +1 /);
    });
  });

  describe("add", () => {
    it("registers the file's digest and offers licenses on the terms", async () => {
      const path = join(still.home, "manifest.json");
      await writeFile(path, "test");
      const line = `dataset add --manifest ${path} --price 2.5 --uses train,infer --duration 1d12h --quota 3 --cap 7`;
      const data = await still.json<{ datasetId: string; offerId: string; manifestDigest: string }>(
        `${line} --transferable --resale-royalty 2.5 --revenue-share 10 --account alice --yes`,
      );
      expect(data.manifestDigest).to.equal(MANIFEST);
      expect(await still.json(`license offer show ${data.offerId}`)).to.include({
        assetId: data.datasetId,
        uses: 5,
        durationSeconds: 129_600,
        quota: 3,
        cap: 7,
        isTransferable: true,
        resaleRoyaltyBps: 250,
        revenueShareBps: 1000,
        price: "2500000000000000000",
      });
    });

    describe("when somebody is at a terminal", () => {
      const line = `dataset add --manifest ${MANIFEST} --price 25 --account alice`;

      it("shows what it will do and sends it after a yes", async () => {
        const { code, stdout, stderr } = await still.run(line, { answers: ["y"] });
        expect(code).to.equal(0);
        expect(stderr)
          .to.match(/^Manifest +0x9f86/m)
          .and.to.contain("Send 1 transaction? [y/N] ");
        expect(stdout).to.match(/^You provide dataset \d+ now; licenses are sold on offer \d+\.$/m);
      });

      it("sends nothing after a no, and exits with 9", async () => {
        const before = await still.json<object[]>("dataset list");
        const { code, stderr } = await still.run(line, { answers: ["n"] });
        expect(code).to.equal(9);
        expect(flat(stderr)).to.contain("Error: Nothing was sent.");
        expect(await still.json<object[]>("dataset list")).to.have.length(before.length);
      });
    });

    describe("when nobody is there to say yes", () => {
      it("sends nothing and exits with 9", async () => {
        const { code, stdout } = await still.run(`dataset add --manifest ${MANIFEST} --price 25 --account alice`);
        expect({ code, stdout }).to.deep.equal({ code: 9, stdout: "" });
      });
    });

    describe("when told to print calldata", () => {
      it("prints what would be sent", async () => {
        const { calls } = await still.json<{ calls: { to: string; data: string }[] }>(
          `dataset add --manifest ${MANIFEST} --price 25 --account alice --calldata`,
        );
        const market = LicenseMarket__factory.createInterface();
        const parsed = market.parseTransaction(calls[0]!);
        expect(calls).to.have.length(1);
        expect(parsed?.name).to.equal("listDataset");
        expect(parsed?.args[0]).to.equal(MANIFEST);
      });
    });

    describe("when told to run dry", () => {
      it("says that it would succeed, and sends nothing", async () => {
        const before = await still.json<object[]>("dataset list");
        const answer = await still.json(`dataset add --manifest ${MANIFEST} --price 25 --account alice --dry-run`);
        expect(answer).to.include({ isDryRun: true });
        expect(await still.json<object[]>("dataset list")).to.have.length(before.length);
      });
    });

    for (const [what, options, code, message] of [
      ["the manifest is not there", "--manifest nowhere.json --price 25", 5, /nowhere\.json cannot be read/],
      ["there is no price", `--manifest ${MANIFEST}`, 2, /--price/],
      ["a royalty is above the limit", `--manifest ${MANIFEST} --price 1 --resale-royalty 11`, 2, /at most 10, not 11/],
      ["a share is above the limit", `--manifest ${MANIFEST} --price 1 --revenue-share 51`, 2, /at most 50, not 51/],
      ["the currency is no address", `--manifest ${MANIFEST} --price 1 --currency COMMON`, 2, /address/],
      ["a use has no name", `--manifest ${MANIFEST} --price 1 --uses read`, 2, /a use is one of train/],
    ] as const) {
      describe(`when ${what}`, () => {
        it(`exits with ${code}`, async () => {
          const run = await still.run(`dataset add ${options} --account alice --yes`);
          expect(run.code).to.equal(code);
          expect(run.stderr).to.match(message);
        });
      });
    }
  });

  describe("register", () => {
    it("registers without an offer", async () => {
      const { datasetId } = await still.json<{ datasetId: string }>(
        `dataset register --manifest ${MANIFEST} --account alice --yes`,
      );
      const { stdout } = await still.run(`dataset show ${datasetId}`);
      expect(stdout).to.contain("No licenses are offered.");
    });
  });

  describe("publish", () => {
    it("publishes the next version", async () => {
      const { datasetId } = await addOne();
      const next = keccak("next");
      const answer = await still.json(`dataset publish ${datasetId} --manifest ${next} --account alice --yes`);
      expect(answer).to.include({ version: 2, manifestDigest: next });
      const { stdout } = await still.run(`dataset show ${datasetId}`);
      expectNarrow(stdout);
      expect(stdout).to.contain(`Version 2  ${next}`);
    });

    describe("when the newest version has that manifest", () => {
      it("exits with 2", async () => {
        const { datasetId } = await addOne();
        const { code, stderr } = await still.run(
          `dataset publish ${datasetId} --manifest ${MANIFEST} --account alice --yes`,
        );
        expect(code).to.equal(2);
        expect(flat(stderr)).to.contain("has this manifest already");
      });
    });
  });

  describe("set-royalty", () => {
    it("sets it for resales of the dataset", async () => {
      const { datasetId } = await addOne();
      await still.json(`dataset set-royalty ${datasetId} 2.5 --account alice --yes`);
      expect(await still.json(`dataset show ${datasetId}`)).to.include({ resaleRoyaltyBps: 250 });
    });
  });

  describe("transfer", () => {
    it("names the earnings that go along, and gives it away", async () => {
      const { datasetId, offerId } = await addOne();
      await still.json(`license buy ${offerId} --account bob --yes`);
      await still.run("devnet advance 1d");
      const { code, stderr } = await still.run(`dataset transfer ${datasetId} carol --account alice --yes`);
      expect(code).to.equal(0);
      expect(stderr).to.match(/^Earnings +1\.78\d+… COMMON that is not withdrawn goes along$/m);
      expect(stderr).to.match(new RegExp(`^Offers +${offerId} sell no more$`, "m"));
      const { stdout } = await still.run(`license offer list --dataset ${datasetId} --all`);
      expect(stdout).to.contain("seller gone");
    });
  });

  describe("retire", () => {
    it("ends the selling", async () => {
      const { datasetId, offerId } = await addOne();
      await still.json(`dataset retire ${datasetId} --account alice --yes`);
      const { code, stderr } = await still.run(`license buy ${offerId} --account bob --yes`);
      expect(code).to.equal(3);
      expect(flat(stderr)).to.contain("the dataset is retired").and.to.contain("license offer list --dataset");
    });

    describe("when the account does not provide the dataset", () => {
      it("says whose it is and exits with 3", async () => {
        const { code, stderr } = await still.run("dataset retire 3 --account bob --yes");
        expect(code).to.equal(3);
        expect(flat(stderr)).to.contain("DatasetRegistryNotProvider").and.to.contain("commonweights dataset show 3");
      });
    });
  });

  describe("withdraw-consent", () => {
    it("names what ends and what goes back, and frees it", async () => {
      const { datasetId, offerId } = await addOne("--duration 10d ");
      const { licenseId } = await still.json<{ licenseId: string }>(`license buy ${offerId} --account bob --yes`);
      const reason = join(still.home, "reason.txt");
      await writeFile(reason, "enough");
      const { code, stderr, stdout } = await still.run(
        `dataset withdraw-consent ${datasetId} --reason ${reason} --account alice --yes`,
      );
      expect(code).to.equal(0);
      expect(stderr).to.match(new RegExp(`^Ends now +license ${licenseId}$`, "m"));
      expect(stderr).to.match(/^Refunds +about (25|24\.9+…) COMMON goes back to licensees$/m);
      expect(flat(stderr)).to.contain(`commonweights license refund ${licenseId}`);
      expect(stdout).to.equal(`Nobody may use dataset ${datasetId} any more.\n`);

      const shown = await still.json<DatasetJson>(`dataset show ${datasetId}`);
      expect(shown.consentWithdrawnAt).to.be.a("number");
      const check = await still.run(`license check ${licenseId} --json`);
      expect(check.code).to.equal(10);
      expect(JSON.parse(check.stdout)).to.include({ isValid: false, obstacle: "ConsentWithdrawn" });
      const { refund } = await still.json<{ refund: string }>(`license refund ${licenseId} --account carol --yes`);
      expect(BigInt(refund)).to.be.above(24_900_000_000_000_000_000n);
      const again = await still.run(`license refund ${licenseId} --account carol --yes`);
      expect(again.code).to.equal(3);
      expect(flat(again.stderr)).to.contain("is divided already");
    });
  });
});
