import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { sha256 } from "ethers";
import { devAccounts } from "../../services/devnet/devAccounts.ts";
import { withdrawConsent } from "../../src/registry/withdrawConsent.ts";
import { cidOf } from "../../src/storage/cidOf.ts";
import { expectNarrow } from "./support/expectNarrow.ts";
import { openStill, type Still } from "./support/openStill.ts";
import { unwrapped } from "./support/unwrapped.ts";

const DIGEST = `0x${"ab".repeat(32)}`;

describe("commonweights model", function () {
  this.timeout(60_000);
  let still: Still;
  let store: string;
  before(async () => {
    still = await openStill();
    store = join(still.devnet.folder, "store");
  });
  after(() => still?.close());

  describe("list", () => {
    it("shows the newest first, with owner and live version", async () => {
      const models = await still.json<{ id: string; owner: string; liveVersion: number }[]>("model list --limit 2");
      expect(models).to.have.length(2);
      expect(Number(models[0]!.id)).to.be.above(Number(models[1]!.id));
      const { stdout } = await still.run("model list");
      expectNarrow(stdout);
    });

    it("shows those of one owner", async () => {
      const models = await still.json<{ id: string }[]>("model list --owner sponsor");
      expect(models.map(({ id }) => id)).to.deep.equal(["4", "3", "2", "1"]);
      expect(await still.json("model list --owner bob")).to.deep.equal([]);
      expect((await still.run("model list --owner bob")).stdout).to.equal("This account owns no model.\n");
    });
  });

  describe("show", () => {
    it("says which version is live and where each came from", async () => {
      const { stdout } = await still.run("model show 2");
      expect(stdout).to.match(/Live version +1/);
      expect(stdout).to.match(/2 +candidate +version 1, round 3/);
      expectNarrow(stdout);
    });

    it("names the command that proposes a candidate", async () => {
      expect((await still.run("model show 1")).stderr).to.contain("dao propose promotion --model 1 --to 3");
    });

    it("knows no model that is not there", async () => {
      const { code, stderr } = await still.run("model show 99");
      expect(code).to.equal(5);
      expect(unwrapped(stderr)).to.contain("There is no model 99.").and.to.contain("commonweights model list");
    });
  });

  describe("version", () => {
    type Shown = {
      status: string;
      isLawful: boolean;
      isConsentWithdrawn: boolean;
      lineage: { version: number; datasets: { datasetId: string }[] }[];
    };

    it("names its ancestors and the data behind each", async () => {
      const { lineage, isLawful, status } = await still.json<Shown>("model version 1 3");
      expect(status).to.equal("Candidate");
      expect(isLawful).to.equal(true);
      expect(lineage.map(({ version }) => version)).to.deep.equal([3, 2, 1]);
      expect(lineage[0]!.datasets.map(({ datasetId }) => datasetId)).to.deep.equal(["1", "2"]);
      expect(lineage[2]!.datasets).to.deep.equal([]);
    });

    it("shows the live version when none is named", async () => {
      expect((await still.json<Shown>("model version 1")).status).to.equal("Live");
    });

    it("knows no version that is not there", async () => {
      const { code, stderr } = await still.run("model version 1 4");
      expect(code).to.equal(5);
      expect(unwrapped(stderr)).to.contain("Model 1 has no version 4; it has 1 to 3.");
    });

    it("says when consent for its data was withdrawn since", async () => {
      const { client } = still.devnet.world.contributors[0]!;
      await withdrawConsent(client, { datasetId: 2n, reasonDigest: DIGEST });
      const { isConsentWithdrawn, isLawful } = await still.json<Shown>("model version 2 2");
      expect(isConsentWithdrawn).to.equal(true);
      expect(isLawful).to.equal(true);
      const { stdout } = await still.run("model version 2 2");
      expect(stdout).to.match(/dataset 2 of contributor-1: consent withdrawn \d{4}-/);
      expect(stdout).to.contain("dataset 1 of contributor-1: consent holds");
    });
  });

  describe("verify", () => {
    it("fetches the weights and agrees", async () => {
      const { code, stdout } = await still.run(`model verify 1 3 --store ${store}`);
      expect(code).to.equal(0);
      expect(stdout).to.contain("these are the weights of version 3 of model 1");
    });

    it("agrees with the file of the weights", async () => {
      const { weightsDigest } = await still.json<{ weightsDigest: string }>("model version 1 2");
      const { code } = await still.run(`model verify 1 --file ${join(store, cidOf(weightsDigest))}`);
      expect(code).to.equal(0);
    });

    it("ends with 10 when a file holds something else", async () => {
      const file = join(still.home, "other.safetensors");
      await writeFile(file, "other");
      const { code, stdout } = await still.run(`model verify 1 --file ${file} --json`);
      expect(code).to.equal(10);
      expect(JSON.parse(stdout)).to.include({ isSame: false, foundDigest: sha256(Buffer.from("other")) });
    });

    it("ends with 10 when a store holds other bytes under that name", async () => {
      const { weightsDigest } = await still.json<{ weightsDigest: string }>("model version 3");
      await writeFile(join(store, cidOf(weightsDigest)), "other");
      expect((await still.run(`model verify 3 --store ${store}`)).code).to.equal(10);
    });

    it("ends with 5 when the weights are nowhere", async () => {
      const { code, stderr } = await still.run(`model verify 1 --store ${still.home}`);
      expect(code, stderr).to.equal(5);
      const missing = await still.run(`model verify 1 --store ${join(still.home, "nowhere")}`);
      expect(missing.code).to.equal(5);
      expect(unwrapped(missing.stderr)).to.contain("There is no folder");
      expect(await readdir(still.home)).to.not.include("nowhere");
    });

    it("asks where the weights are", async () => {
      const { code, stderr } = await still.run("model verify 1");
      expect(code).to.equal(2);
      expect(unwrapped(stderr)).to.contain("--file").and.to.contain("--store");
    });
  });

  describe("register", () => {
    it("computes the digests of files and says what was registered", async () => {
      const file = join(still.home, "card.json");
      await writeFile(file, "{}");
      const { code, stdout, stderr } = await still.run(
        `model register --card ${file} --weights ${DIGEST} --account bob --yes --json`,
      );
      expect(code, stderr).to.equal(0);
      const { modelId, cardDigest, transactions } = JSON.parse(stdout);
      expect(cardDigest).to.equal(sha256(Buffer.from("{}")));
      expect(transactions).to.have.length(1);
      expect(await still.json(`model show ${modelId}`)).to.include({ owner: devAccounts.bob, liveVersion: 1 });
    });

    it("shows what it would do, and does not do it", async () => {
      const before = await still.json<unknown[]>("model list --limit 99");
      const line = `model register --card ${DIGEST} --weights ${DIGEST} --account bob`;
      const dry = await still.run(`${line} --dry-run`);
      expect(dry.code).to.equal(0);
      expect(unwrapped(dry.stderr)).to.contain("ModelRegistry.register").and.to.contain("can never be changed");
      const calldata = await still.run(`${line} --calldata --json`);
      expect(JSON.parse(calldata.stdout).calls[0]).to.include({ functionName: "register" });
      expect(await still.json<unknown[]>("model list --limit 99")).to.have.length(before.length);
    });

    it("sends nothing when nobody can say yes", async () => {
      const line = `model register --card ${DIGEST} --weights ${DIGEST} --account bob`;
      expect((await still.run(line)).code).to.equal(9);
      expect((await still.run(line, { answers: ["n"] })).code).to.equal(9);
    });
  });

  describe("update-card", () => {
    it("replaces the card", async () => {
      const { code, stdout } = await still.run(`model update-card 4 --card ${DIGEST} --account sponsor --yes --json`);
      expect(code).to.equal(0);
      expect(JSON.parse(stdout).cardDigest).to.equal(DIGEST);
      expect(await still.json("model show 4")).to.include({ cardDigest: DIGEST });
    });
  });

  describe("deprecate", () => {
    it("takes a version out of use for ever", async () => {
      const { code, stderr } = await still.run("model deprecate 1 1 --account sponsor --yes");
      expect(code, stderr).to.equal(0);
      expect(stderr).to.contain("can never be live again");
      expect(await still.json("model version 1 1")).to.include({ status: "Deprecated" });
    });

    it("passes on that the live version cannot be", async () => {
      const { code, stderr } = await still.run("model deprecate 1 2 --account sponsor --yes");
      expect(code).to.equal(3);
      expect(stderr).to.contain("ModelRegistryStillLive");
    });
  });

  describe("when somebody else's model is changed", () => {
    it("passes on that the contract refuses, and why", async () => {
      const { code, stderr } = await still.run(`model update-card 1 --card ${DIGEST} --account bob --yes`);
      expect(code).to.equal(3);
      expect(unwrapped(stderr)).to.contain("ModelRegistryNotOwner");
    });
  });

  describe("transfer", () => {
    it("gives the model to a named account", async () => {
      const { code, stderr } = await still.run("model transfer 3 --to carol --account sponsor --yes");
      expect(code, stderr).to.equal(0);
      expect(await still.json("model show 3")).to.include({ owner: devAccounts.carol });
    });
  });
});
