import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Transaction } from "ethers";
import { advanceTime } from "../../../services/devnet/advanceTime.ts";
import { describeStill } from "../../../services/devnet/describeStill.ts";
import { devAccounts } from "../../../services/devnet/devAccounts.ts";
import { headTime } from "../../../services/devnet/headTime.ts";
import type { History } from "../../../services/devnet/liveHistory.ts";
import { type Devnet, openDevnet } from "../../../services/devnet/openDevnet.ts";
import { addressesOf } from "../../../src/addresses/addressesOf.ts";
import { castVote } from "../../../src/governance/castVote.ts";
import { executeProposal } from "../../../src/governance/executeProposal.ts";
import { proposePromotion } from "../../../src/governance/proposePromotion.ts";
import { proposeRollback } from "../../../src/governance/proposeRollback.ts";
import { queueProposal } from "../../../src/governance/queueProposal.ts";
import { Support } from "../../../src/governance/Support.ts";
import { readEvaluationReport } from "../../../src/learning/report/readEvaluationReport.ts";
import { isLicenseValid } from "../../../src/market/isLicenseValid.ts";
import { Use } from "../../../src/market/Terms.ts";
import { claimRewards } from "../../../src/rewards/claimRewards.ts";
import { sharesOf } from "../../../src/scoring/sharesOf.ts";
import { delegateVotes } from "../../../src/token/delegateVotes.ts";
import {
  DatasetRegistry__factory,
  ModelGovernor__factory,
  ModelRegistry__factory,
  VotingPower__factory,
} from "../../../typechain-types/index.ts";

const ACTIVE = 1n;
const VOTING_SECONDS = 7n * 86_400n;

describe("openDevnet", function () {
  this.timeout(60_000);
  let home: string;
  let devnet: Devnet;
  let history: History;
  let started: bigint;
  const open = (name: string) =>
    openDevnet({ oracles: 3, contributors: 2, isStill: true, folder: join(home, name), port: 0 });
  before(async () => {
    home = await mkdtemp(join(tmpdir(), "devnet-"));
    started = BigInt(Math.floor(Date.now() / 1000));
    devnet = await open("first");
    history = devnet.history!;
  });
  after(async () => {
    await devnet?.close();
    await rm(home, { recursive: true });
  });

  describe("when it shall stand still", () => {
    it("has the contracts where the package says", () => {
      expect(devnet.world.deployment.addresses).to.deep.equal(addressesOf(31_337));
    });

    it("ends its history now", async () => {
      expect((await headTime(devnet.node.send)) >= started).to.equal(true);
      expect((await headTime(devnet.node.send)) < started + 3600n).to.equal(true);
    });

    it("mines with each transaction, a second later than before", async () => {
      const before = await headTime(devnet.node.send);
      const { alice, bob } = devnet.world.users;
      await (await alice.wallet.sendTransaction({ to: bob.wallet.address, value: 1n })).wait();
      expect(await headTime(devnet.node.send)).to.equal(before + 1n);
    });

    it("signs for everybody with a name", async () => {
      for (const from of Object.values(devAccounts)) {
        const fees = { gas: "0x5208", maxFeePerGas: "0x77359400", maxPriorityFeePerGas: "0x1" };
        const raw = await devnet.node.send("eth_signTransaction", [{ from, to: from, nonce: "0x0", ...fees }]);
        expect(Transaction.from(raw as string).from).to.equal(from);
      }
    });

    it("has sold bob a license on a dataset of alice", async () => {
      const { world, node } = devnet;
      const { alice, bob } = world.users;
      const datasets = DatasetRegistry__factory.connect(world.deployment.addresses.datasetRegistry, world.provider);
      expect(await datasets.ownerOf(history.datasetId)).to.equal(alice.wallet.address);
      const asked = {
        licenseId: history.licenseId,
        who: bob.wallet.address,
        use: Use.Train,
        timestamp: await headTime(node.send),
      };
      expect(await isLicenseValid(bob.client, asked)).to.equal(true);
    });

    it("has a live version, a version to go back to, and a candidate whose report is stored", async () => {
      const { modelId, liveVersion, version, reportDigest } = history.candidate;
      const { deployment, provider, store, members } = devnet.world;
      const models = ModelRegistry__factory.connect(deployment.addresses.modelRegistry, provider);
      expect(await models.liveVersionOf(modelId)).to.equal(BigInt(liveVersion));
      const { subject } = readEvaluationReport(await store.get(reportDigest));
      expect(subject).to.include({ modelId: String(modelId), version, previousVersion: liveVersion });
      const description = "The one before did better";
      await proposeRollback(members[2]!.client, { modelId, fromVersion: liveVersion, toVersion: 1, description });
    });

    it("has a proposal that members can vote on", async () => {
      const { deployment, provider } = devnet.world;
      const governor = ModelGovernor__factory.connect(deployment.addresses.modelGovernor, provider);
      expect(await governor.state(history.proposed.proposalId)).to.equal(ACTIVE);
    });

    it("has rewards that contributor-1 did not claim", async () => {
      const { contributors, deployment } = devnet.world;
      const { client, wallet } = contributors[0]!;
      const shares = await Promise.all(
        history.roundIds.map(async (roundId) =>
          (await sharesOf(client, { roundId })).find(({ contributor }) => contributor === wallet.address),
        ),
      );
      const token = deployment.addresses.commonToken;
      const own = shares.filter((share) => share !== undefined);
      expect(await claimRewards(client, { contributor: wallet.address, token, shares: own })).to.be.above(0n);
    });

    it("lets carol delegate, propose, vote, queue and execute as time is advanced", async () => {
      const { node, world } = devnet;
      const { deployment, provider, users, members } = world;
      const { client, wallet } = users.carol;
      const power = VotingPower__factory.connect(deployment.addresses.votingPower, provider);
      expect(await power.getVotes(wallet.address)).to.equal(0n);
      await delegateVotes(client, { delegatee: wallet.address });
      const { modelId, liveVersion, version, reportDigest } = history.candidate;
      const description = "Carol's wish";
      const versions = { modelId, fromVersion: liveVersion, toVersion: version };
      await advanceTime(node.send, 60);
      const proposalId = await proposePromotion(client, { ...versions, reportDigest, description });
      await advanceTime(node.send, 86_401);
      for (const voter of [client, members[0]!.client]) await castVote(voter, { proposalId, support: Support.For });
      await advanceTime(node.send, VOTING_SECONDS);
      const readyAt = await queueProposal(client, { proposalId });
      await advanceTime(node.send, readyAt - (await headTime(node.send)));
      await executeProposal(client, { proposalId });
      const models = ModelRegistry__factory.connect(deployment.addresses.modelRegistry, provider);
      expect(await models.liveVersionOf(modelId)).to.equal(BigInt(version));
    });

    it("has the same history every time", async () => {
      const second = await open("second");
      try {
        expect(second.history).to.deep.equal(history);
      } finally {
        await second.close();
      }
    });

    it("says in twenty lines of 80 columns who can do what", () => {
      const lines = describeStill({ ...devnet, folder: "/home/alice/devnet" }, history)
        .trimEnd()
        .split("\n");
      expect(lines).to.have.length.at.most(20);
      for (const line of lines) expect(line.length).to.be.at.most(80);
    });
  });
});
