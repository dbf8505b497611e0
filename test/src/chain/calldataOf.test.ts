import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { type Interface, id, JsonRpcProvider, VoidSigner, ZeroAddress, ZeroHash } from "ethers";
import { calldataOf } from "../../../src/chain/calldataOf.ts";
import type { Addresses, Client } from "../../../src/client.ts";
import { BaseError } from "../../../src/errors/BaseError.ts";
import { RetryableError } from "../../../src/errors/RetryableError.ts";
import { RevertError } from "../../../src/errors/RevertError.ts";
import * as sdk from "../../../src/index.ts";
import {
  CommonToken__factory,
  DatasetRegistry__factory,
  LicenseMarket__factory,
  ModelGovernor__factory,
  ModelRegistry__factory,
  RewardPool__factory,
  ScoreBoard__factory,
  SealedUpdates__factory,
  Staking__factory,
  TrainingRounds__factory,
} from "../../../typechain-types/index.ts";
import { createMemoryStore } from "../../support/createMemoryStore.ts";
import { loadFixture } from "../../support/loadFixture.ts";
import { AGGREGATE, roundInSettling, SCORES, SLICES } from "../../support/rounds.ts";
import { sealedRound } from "../../support/sealedRound.ts";

const interfaces: Partial<Record<keyof Addresses, Interface>> = {
  commonToken: CommonToken__factory.createInterface(),
  staking: Staking__factory.createInterface(),
  modelGovernor: ModelGovernor__factory.createInterface(),
  datasetRegistry: DatasetRegistry__factory.createInterface(),
  modelRegistry: ModelRegistry__factory.createInterface(),
  licenseMarket: LicenseMarket__factory.createInterface(),
  rewardPool: RewardPool__factory.createInterface(),
  trainingRounds: TrainingRounds__factory.createInterface(),
  scoreBoard: ScoreBoard__factory.createInterface(),
  sealedUpdates: SealedUpdates__factory.createInterface(),
};

const anyone = "0x000000000000000000000000000000000000dEaD";
const digest = id("content");
const salt = id("salt");
const terms = {
  kind: sdk.AssetKind.Dataset,
  assetId: 1n,
  uses: sdk.Use.Train,
  durationSeconds: 0,
  quota: 0,
  isTransferable: false,
  resaleRoyaltyBps: 0,
  revenueShareBps: 0,
  currency: anyone,
  price: 5n,
  policyDigest: ZeroHash,
  termsDigest: ZeroHash,
};
const calls = { targets: [anyone], values: [0n], calldatas: ["0x"], descriptionHash: digest };
const version = { modelId: 1n, fromVersion: 1, toVersion: 2 };
const round = { roundId: 1n };
const license = { licenseId: 1n };
const dataset = { datasetId: 1n };
const scores = { ...round, scores: SCORES, aggregateDigest: AGGREGATE, salt };
const share = { roundId: 1n, index: 0, score: 1, proof: Array<string>(8).fill(`0x${"00".repeat(24)}`) };
const phases = { commit: 1, reveal: 1, opening: 1, scoreCommit: 1, scoreReveal: 1 };
const task = {
  modelId: 1n,
  baseVersion: 1,
  taskDigest: digest,
  slicesCommitment: digest,
  token: anyone,
  pot: 1n,
  oracleFee: 1n,
  bond: 1n,
  maxContributors: 1,
  phases,
};

type Case = readonly [contract: keyof Addresses, functionName: string, act: (client: Client) => Promise<unknown>];

/** Every action that writes and needs nothing but a client: what it calls. */
const cases: Readonly<Record<string, Case>> = {
  approveTokens: ["commonToken", "approve", (c) => sdk.approveTokens(c, { spender: anyone, amount: 1n })],
  transferTokens: ["commonToken", "transfer", (c) => sdk.transferTokens(c, { recipient: anyone, amount: 1n })],
  delegateVotes: ["commonToken", "delegate", (c) => sdk.delegateVotes(c, { delegatee: anyone })],
  stakeTokens: ["staking", "stake", (c) => sdk.stakeTokens(c, { amount: 1n })],
  requestExit: ["staking", "requestExit", (c) => sdk.requestExit(c, { amount: 1n })],
  releaseExit: ["staking", "release", (c) => sdk.releaseExit(c, { exitId: 1n })],
  delegateStake: ["staking", "delegate", (c) => sdk.delegateStake(c, { delegatee: anyone })],
  castVote: ["modelGovernor", "castVote", (c) => sdk.castVote(c, { proposalId: 1n, support: sdk.Support.For })],
  propose: [
    "modelGovernor",
    "propose",
    (c) => sdk.propose(c, { calls: [{ to: anyone, data: "0x", value: 0n }], description: "why" }),
  ],
  proposePromotion: [
    "modelGovernor",
    "proposePromotion",
    (c) => sdk.proposePromotion(c, { ...version, reportDigest: digest, description: "why" }),
  ],
  proposeRollback: [
    "modelGovernor",
    "proposeRollback",
    (c) => sdk.proposeRollback(c, { ...version, description: "why" }),
  ],
  queueProposal: ["modelGovernor", "queue", (c) => sdk.queueProposal(c, { calls })],
  executeProposal: ["modelGovernor", "execute", (c) => sdk.executeProposal(c, { calls })],
  cancelProposal: ["modelGovernor", "cancel", (c) => sdk.cancelProposal(c, { calls })],
  registerDataset: ["datasetRegistry", "register", (c) => sdk.registerDataset(c, { manifestDigest: digest })],
  publishDatasetVersion: [
    "datasetRegistry",
    "publishVersion",
    (c) => sdk.publishDatasetVersion(c, { ...dataset, manifestDigest: digest }),
  ],
  withdrawConsent: [
    "datasetRegistry",
    "withdrawConsent",
    (c) => sdk.withdrawConsent(c, { ...dataset, reasonDigest: digest }),
  ],
  retireDataset: ["datasetRegistry", "retire", (c) => sdk.retireDataset(c, dataset)],
  setResaleRoyalty: [
    "datasetRegistry",
    "setResaleRoyalty",
    (c) => sdk.setResaleRoyalty(c, { ...dataset, resaleRoyaltyBps: 1 }),
  ],
  transferDataset: [
    "datasetRegistry",
    "safeTransferFrom",
    (c) => sdk.transferDataset(c, { ...dataset, recipient: anyone }),
  ],
  registerModel: [
    "modelRegistry",
    "register",
    (c) => sdk.registerModel(c, { cardDigest: digest, weightsDigest: digest }),
  ],
  updateModelCard: ["modelRegistry", "updateCard", (c) => sdk.updateModelCard(c, { modelId: 1n, cardDigest: digest })],
  deprecateVersion: ["modelRegistry", "deprecate", (c) => sdk.deprecateVersion(c, { modelId: 1n, version: 1 })],
  flagVersion: ["modelRegistry", "flag", (c) => sdk.flagVersion(c, { modelId: 1n, version: 1, reasonDigest: digest })],
  transferModel: ["modelRegistry", "safeTransferFrom", (c) => sdk.transferModel(c, { modelId: 1n, recipient: anyone })],
  createOffer: ["licenseMarket", "createOffer", (c) => sdk.createOffer(c, { terms, cap: 0 })],
  listDataset: ["licenseMarket", "listDataset", (c) => sdk.listDataset(c, { manifestDigest: digest, terms, cap: 0 })],
  updateOffer: ["licenseMarket", "updateOffer", (c) => sdk.updateOffer(c, { offerId: 1n, terms })],
  closeOffer: ["licenseMarket", "closeOffer", (c) => sdk.closeOffer(c, { offerId: 1n })],
  buyLicense: [
    "licenseMarket",
    "buy",
    (c) => sdk.buyLicense(c, { offerId: 1n, terms, maxPrice: 5n, recipient: anyone }),
  ],
  setLicenseUser: ["licenseMarket", "setUser", (c) => sdk.setLicenseUser(c, { ...license, user: anyone, expires: 1n })],
  recordUse: [
    "licenseMarket",
    "recordUse",
    (c) => sdk.recordUse(c, { ...license, use: sdk.Use.Train, roundId: 0n, modelVersion: 0, digest }),
  ],
  revokeLicense: ["licenseMarket", "revoke", (c) => sdk.revokeLicense(c, { ...license, reasonDigest: digest })],
  refundWithdrawn: ["licenseMarket", "refundWithdrawn", (c) => sdk.refundWithdrawn(c, license)],
  withdrawEarnings: ["licenseMarket", "withdraw", (c) => sdk.withdrawEarnings(c, { licenseIds: [1n] })],
  withdrawCredit: ["licenseMarket", "withdrawCredit", (c) => sdk.withdrawCredit(c, { currency: anyone })],
  transferLicense: [
    "licenseMarket",
    "safeTransferFrom",
    (c) => sdk.transferLicense(c, { ...license, recipient: anyone }),
  ],
  claimRewards: [
    "rewardPool",
    "claim",
    (c) => sdk.claimRewards(c, { contributor: anyone, token: anyone, shares: [share] }),
  ],
  fundRound: ["rewardPool", "fund", (c) => sdk.fundRound(c, { ...round, token: anyone, amount: 1n })],
  refundRound: ["rewardPool", "refund", (c) => sdk.refundRound(c, { ...round, funder: anyone })],
  setClaimer: ["rewardPool", "setClaimer", (c) => sdk.setClaimer(c, { claimer: ZeroAddress })],
  withdrawRevenue: ["rewardPool", "withdrawRevenue", (c) => sdk.withdrawRevenue(c, { ...dataset, token: anyone })],
  openRound: ["trainingRounds", "openRound", (c) => sdk.openRound(c, { task })],
  commitUpdate: [
    "trainingRounds",
    "commitUpdate",
    (c) => sdk.commitUpdate(c, { ...round, updateDigest: digest, salt, datasetId: 1n, licenseId: 0n }),
  ],
  revealUpdate: [
    "trainingRounds",
    "revealUpdate",
    (c) => sdk.revealUpdate(c, { ...round, updateDigest: digest, salt }),
  ],
  openSlices: ["trainingRounds", "openSlices", (c) => sdk.openSlices(c, { ...round, slices: SLICES })],
  closeRound: ["trainingRounds", "closeRound", (c) => sdk.closeRound(c, round)],
  claimForfeited: ["trainingRounds", "claimForfeited", (c) => sdk.claimForfeited(c, { ...round, contributor: anyone })],
  reclaimBond: ["trainingRounds", "reclaimBond", (c) => sdk.reclaimBond(c, { ...round, contributor: anyone })],
  contestProvenance: [
    "trainingRounds",
    "contestProvenance",
    (c) => sdk.contestProvenance(c, { ...round, reasonDigest: digest }),
  ],
  takeSeat: ["scoreBoard", "takeSeat", (c) => sdk.takeSeat(c, { modelId: 1n, amount: 1n })],
  leaveSeat: ["scoreBoard", "leaveSeat", (c) => sdk.leaveSeat(c, { modelId: 1n })],
  snapshotCommittee: ["scoreBoard", "snapshotCommittee", (c) => sdk.snapshotCommittee(c, round)],
  commitScores: ["scoreBoard", "commitScores", (c) => sdk.commitScores(c, scores)],
  commitVoid: ["scoreBoard", "commitScores", (c) => sdk.commitVoid(c, { ...round, reasonDigest: digest, salt })],
  revealScores: ["scoreBoard", "revealScores", (c) => sdk.revealScores(c, scores)],
  revealVoid: ["scoreBoard", "revealVoid", (c) => sdk.revealVoid(c, { ...round, reasonDigest: digest, salt })],
  settleRound: ["scoreBoard", "settle", (c) => sdk.settleRound(c, round)],
  claimFee: ["scoreBoard", "claimFee", (c) => sdk.claimFee(c, { ...round, seat: 0 })],
  slashSilent: ["scoreBoard", "slashSilent", (c) => sdk.slashSilent(c, { ...round, seat: 0 })],
};

/** Those of `sealing/`, which also need a store. */
const sealingActions = ["publishOracleKey", "announceSealedUpdate", "forwardSealedUpdate", "recordOpening"];

describe("calldataOf", () => {
  describe("given olga, a member of the committee, without a key", () => {
    for (const [name, [contract, functionName, act]] of Object.entries(cases)) {
      it(`tells what ${name} would send, and sends nothing`, async () => {
        const { olga, addresses, ethers } = await loadFixture(roundInSettling);
        const runner = new VoidSigner(olga.address, olga.provider);
        const nonce = await ethers.provider.getTransactionCount(olga);
        const transactions = await calldataOf({ runner, addresses }, act);
        expect(transactions).to.have.length(1);
        const [{ to, data, value }] = transactions as [(typeof transactions)[0]];
        expect(to).to.equal(addresses[contract]);
        expect(interfaces[contract]?.parseTransaction({ data })?.name).to.equal(functionName);
        expect(value).to.equal(0n);
        expect(await ethers.provider.getTransactionCount(olga)).to.equal(nonce);
      });
    }

    it("knows every action that writes", () => {
      const source = new URL("../../../src/", import.meta.url);
      const domains = [
        "governance",
        "market",
        "registry",
        "rewards",
        "scoring",
        "sealing",
        "staking",
        "token",
        "training",
      ];
      const writing = domains.flatMap((domain) =>
        readdirSync(new URL(domain, source))
          .filter((file) => file.endsWith(".ts"))
          .filter((file) => readFileSync(new URL(`${domain}/${file}`, source), "utf8").includes("chain/send.ts"))
          .map((file) => file.replace(/\.ts$/, "")),
      );
      expect([...Object.keys(cases), ...sealingActions]).to.have.members(writing);
      expect(sdk).to.include.keys(writing);
    });
  });

  describe("given a vote with a reason", () => {
    it("tells the call that carries it", async () => {
      const { olga, addresses } = await loadFixture(roundInSettling);
      const vote = { proposalId: 1n, support: sdk.Support.For, reason: "better" };
      const [call] = await calldataOf({ runner: olga, addresses }, (client) => sdk.castVote(client, vote));
      expect(interfaces.modelGovernor?.parseTransaction({ data: call!.data })?.args.toArray()).to.deep.equal([
        1n,
        1n,
        "better",
      ]);
    });
  });

  describe("given the actions that seal", () => {
    it("tells what each would send", async () => {
      const world = await loadFixture(sealedRound);
      const { clientOf, store, updates, roundId, bob, olga, identitiesOf } = world;
      const { key } = await sdk.generateOracleKey();
      const [update] = updates;
      const identities = identitiesOf(olga);
      const ofOlga = (act: (client: Client) => Promise<unknown>) => calldataOf(clientOf(olga), act);
      const sent = [
        ...(await ofOlga((client) => sdk.publishOracleKey(client, { key }))),
        ...(await calldataOf(clientOf(bob), (client) =>
          sdk.announceSealedUpdate(client, createMemoryStore(), { roundId, bytes: update!.bytes }),
        )),
        ...(await ofOlga((client) =>
          sdk.forwardSealedUpdate(client, store, { roundId, contributor: bob.address, identities }),
        )),
        ...(await ofOlga((client) => sdk.recordOpening(client, store, { roundId, identities }))),
      ];
      expect(sent.map(({ data }) => interfaces.sealedUpdates?.parseTransaction({ data })?.name)).to.deep.equal([
        "publishKey",
        "announce",
        "forward",
        "recordOpening",
      ]);
    });
  });

  describe("given an action of several transactions", () => {
    it("tells them all, in their order", async () => {
      const { olga, addresses } = await loadFixture(roundInSettling);
      const many = { ...scores, scores: Array<number>(17 * 1024).fill(1) };
      const sent = await calldataOf({ runner: olga, addresses }, (client) => sdk.revealScores(client, many));
      expect(sent).to.have.length(2);
      expect(sent[0]?.data).to.not.equal(sent[1]?.data);
    });
  });

  describe("given what it told", () => {
    it("does, when sent, what the action does", async () => {
      const { alice, addresses, models, ethers } = await loadFixture(roundInSettling);
      const [call] = await calldataOf({ runner: alice, addresses }, (client) =>
        sdk.updateModelCard(client, { modelId: 1n, cardDigest: digest }),
      );
      await (await ethers.getSigner(alice.address)).sendTransaction(call!);
      expect(await models.cardOf(1n)).to.equal(digest);
    });

    it("can be proposed", async () => {
      const { alice, addresses } = await loadFixture(roundInSettling);
      const client = { runner: alice, addresses };
      const proposed = await calldataOf(client, (c) => sdk.contestProvenance(c, { roundId: 1n, reasonDigest: digest }));
      const [call] = await calldataOf(client, (c) => sdk.propose(c, { calls: proposed, description: "unlawful" }));
      const parsed = interfaces.modelGovernor?.parseTransaction({ data: call!.data });
      expect(parsed?.args.getValue("targets").toArray()).to.deep.equal([addresses.trainingRounds]);
      expect(parsed?.args.getValue("description")).to.equal(`unlawful#proposer=${alice.address.toLowerCase()}`);
    });
  });

  describe("given an action that fails before it sends", () => {
    it("throws what the action throws", async () => {
      const { mallory, addresses } = await loadFixture(roundInSettling);
      const thrown = await calldataOf({ runner: mallory, addresses }, (client) =>
        sdk.commitScores(client, scores),
      ).catch((error: unknown) => error);
      expect(thrown).to.be.instanceOf(BaseError).with.property("code", "NOT_SEATED");
    });

    it("throws a refused read", async () => {
      const { mallory, addresses } = await loadFixture(roundInSettling);
      const thrown = await calldataOf({ runner: mallory, addresses }, (client) =>
        sdk.roundOf(client, { roundId: 9n }),
      ).catch((error: unknown) => error);
      expect(thrown).to.be.instanceOf(RevertError).with.property("errorName", "TrainingRoundsUnknownRound");
    });
  });

  describe("given a node that fails between two transactions", () => {
    it("throws, for the rest is unknown", async () => {
      const { olga, addresses } = await loadFixture(roundInSettling);
      const thrown = await calldataOf({ runner: olga, addresses }, async (client) => {
        await sdk.stakeTokens(client, { amount: 1n }).catch(() => {});
        throw new RetryableError("NODE_UNREACHABLE", "gone");
      }).catch((error: unknown) => error);
      expect(thrown).to.be.instanceOf(RetryableError);
    });
  });

  describe("given a client that only reads", () => {
    it("tells what an action sends that asks for no account", async () => {
      const { addresses } = await loadFixture(roundInSettling);
      const offline = new JsonRpcProvider("http://127.0.0.1:1", 1, { staticNetwork: true });
      const [call] = await calldataOf({ runner: offline, addresses }, (c) => sdk.stakeTokens(c, { amount: 7n }));
      offline.destroy();
      expect(interfaces.staking?.parseTransaction({ data: call!.data })?.args.toArray()).to.deep.equal([7n]);
    });
  });
});
