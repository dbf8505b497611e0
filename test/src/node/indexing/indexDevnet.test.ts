import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import {
  concat,
  dataSlice,
  Interface,
  id,
  parseEther,
  type Result,
  type TransactionResponse,
  toQuantity,
  toUtf8Bytes,
} from "ethers";
import type { DevActor } from "../../../../services/devnet/DevWorld.ts";
import { headTime } from "../../../../services/devnet/headTime.ts";
import { mineAt } from "../../../../services/devnet/mineAt.ts";
import { type Devnet, openDevnet } from "../../../../services/devnet/openDevnet.ts";
import { createQuorum } from "../../../../src/chain/createQuorum.ts";
import { openEndpoint } from "../../../../src/chain/openEndpoint.ts";
import { queueProposal } from "../../../../src/governance/queueProposal.ts";
import { Support } from "../../../../src/governance/Support.ts";
import { type TableName, tables } from "../../../../src/indexing/tables.ts";
import { type Index, openIndex } from "../../../../src/node/indexing/openIndex.ts";
import { syncIndex } from "../../../../src/node/indexing/syncIndex.ts";
import type { ILicenseMarket } from "../../../../typechain-types/contracts/market/ILicenseMarket.ts";
import {
  CommonToken__factory,
  DatasetRegistry__factory,
  LicenseMarket__factory,
  ModelGovernor__factory,
  ModelRegistry__factory,
  RewardPool__factory,
  Staking__factory,
  TimelockController__factory,
} from "../../../../typechain-types/index.ts";
import { expectChain } from "./expectChain.ts";

const DAY = 86_400;
/** Less than happens in any step, so that most of it is taken as history. */
const FINALITY = 24;

const termsIn = (terms: ILicenseMarket.TermsStructOutput): ILicenseMarket.TermsStruct =>
  // What ethers decodes has its names besides.
  (terms as unknown as Result).toObject() as ILicenseMarket.TermsStruct;

describe("An index of a devnet", function () {
  this.timeout(120_000);
  let folder: string;
  let devnet: Devnet;
  let index: Index;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "commonweights-index-"));
    devnet = await openDevnet({
      ...{ oracles: 3, contributors: 3, isStill: true, port: 0 },
      folder: join(folder, "devnet"),
    });
    index = await openNew("index");
  });
  after(async () => {
    index?.close();
    await devnet?.close();
    await rm(folder, { recursive: true });
  });

  const openNew = (name: string) =>
    openIndex({
      ...{ folder: join(folder, name), chainId: devnet.chainId, genesis: "", finalityDepth: FINALITY },
      ...devnet.world.deployment,
    });
  const sync = (one: Index) =>
    syncIndex({ index: one, quorum: createQuorum({ endpoints: [openEndpoint(devnet.node.url)], needed: 1 }) });
  const expectRight = async () => {
    await sync(index);
    await expectChain(index, devnet.world.deployment.addresses, devnet.world.provider);
  };

  it("says what the contracts say, after rounds that settled and a version that was voted live", async () => {
    await expectRight();
    expect(index.rows("round").map(({ settledAt }) => settledAt !== null)).to.deep.equal([true, true, true, false]);
    expect(index.rows("modelChange").map(({ kind }) => kind)).to.deep.equal(["promotion"]);
    const [proposal] = index.rows("proposal", { where: { kind: "promotion", executedAt: null } });
    expect(proposal!.id).to.equal(devnet.history!.proposed.proposalId);
    expect(proposal!.description).to.contain("#proposer=0x");
  });

  it("says what the contracts say, after a dataset's and a license's whole life", async () => {
    const { alice, bob, carol } = devnet.world.users;
    const { datasetId, offerId, licenseId } = devnet.history!;
    const { datasets, market } = contractsOf(alice);
    await done(datasets.publishVersion(datasetId, id("second manifest")));
    await done(datasets.setResaleRoyalty(datasetId, 250));
    const [created] = await market.queryFilter(market.filters.OfferCreated(offerId));
    const { terms } = created!.args;
    await done(market.updateOffer(offerId, { ...termsIn(terms), price: terms.price + 1n, quota: 3n }));
    await done(contractsOf(bob).market.setUser(licenseId, carol.wallet.address, 2n ** 64n - 1n));
    await expectRight();
    expect(index.row("license", { id: licenseId })!.user).to.equal(carol.wallet.address);
    await done(contractsOf(bob).market.transferFrom(bob.wallet.address, carol.wallet.address, licenseId));
    await jump(DAY);
    await done(market.withdraw([licenseId]));
    await jump(DAY);
    await done(market.revoke(licenseId, id("why")));
    await done(contractsOf(carol).market.withdrawCredit(devnet.world.deployment.addresses.commonToken));
    await done(market.closeOffer(offerId));
    await done(datasets.transferFrom(alice.wallet.address, bob.wallet.address, datasetId));
    await done(contractsOf(bob).datasets.withdrawConsent(datasetId, id("no more")));
    await done(contractsOf(bob).datasets.retire(datasetId));
    await expectRight();
    const { holder, user, revokedAt, price } = index.row("license", { id: licenseId })!;
    expect([holder, user, revokedAt === null, price]).to.deep.equal([carol.wallet.address, null, false, terms.price]);
    expect(index.row("offer", { id: offerId })!.price).to.equal(terms.price + 1n);
    expect(index.row("dataset", { id: datasetId })!.reasonDigest).to.equal(id("no more"));
  });

  it("says what the contracts say, after payments into pots, and stake that is slashed on its way out", async () => {
    const [member] = devnet.world.members;
    const { alice, bob, carol } = devnet.world.users;
    const { commonToken, rewardPool, staking: stakingAddress, scoreBoard } = devnet.world.deployment.addresses;
    const { roundIds, openRoundId } = devnet.history!;
    const { pool, token } = contractsOf(member!);
    await done(token.approve(rewardPool, parseEther("50")));
    await done(pool.fund(roundIds[0]!, commonToken, parseEther("20")));
    await done(pool.fund(openRoundId, commonToken, parseEther("10")));
    await done(pool.setClaimer(carol.wallet.address));

    const { staking, token: carols } = contractsOf(carol);
    const slash = (account: string, amount: bigint, offence: string) =>
      sendAs(scoreBoard, stakingAddress, staking.interface.encodeFunctionData("slash", [account, amount, id(offence)]));
    await done(carols.approve(stakingAddress, parseEther("100")));
    await done(staking.stake(parseEther("100")));
    await done(staking.delegate(bob.wallet.address));
    await done(staking.requestExit(parseEther("30")));
    await done(staking.requestExit(parseEther("20")));
    await done(staking.delegate(alice.wallet.address));
    await slash(carol.wallet.address, parseEther("60"), "first");
    await expectRight();
    // So little is left of the queue that it is closed.
    await slash(carol.wallet.address, parseEther("40") - 1n, "second");
    await slash(devnet.world.oracles[0]!.wallet.address, devnet.world.seatStake, "third");
    await expectRight();
    const { active, exiting, slashed, exitEpoch } = index.row("stake", { account: carol.wallet.address })!;
    expect([active, exiting, slashed, exitEpoch]).to.deep.equal([1n, 0n, parseEther("100") - 1n, 1]);
    expect(index.rows("funding").map(({ amount }) => amount)).to.deep.equal([parseEther("20"), parseEther("10")]);
  });

  it("says what the contracts say, after votes, a description that is no UTF-8, and an end past the governor", async () => {
    const [member, second, third] = devnet.world.members;
    const { addresses } = devnet.world.deployment;
    const { proposalId } = devnet.history!.proposed;
    const description = concat(["0xff0041", toUtf8Bytes(`#proposer=${member!.wallet.address.toLowerCase()}`)]);
    // The governor's ABI has a string, which ethers would not encode.
    const propose = new Interface(["function propose(address[], uint256[], bytes[], bytes)"]);
    const call = propose.encodeFunctionData("propose", [[addresses.modelRegistry], [0], ["0x12345678"], description]);
    const { selector } = ModelGovernor__factory.createInterface().getFunction("propose");
    const data = concat([selector, dataSlice(call, 4)]);
    await done(member!.wallet.sendTransaction({ to: addresses.modelGovernor, data }));
    const votes = [
      [member!, Support.For, "It is better."],
      [second!, Support.For, ""],
      [third!, Support.Abstain, "\0?"],
    ] as const;
    for (const [voter, support, reason] of votes) {
      await done(contractsOf(voter).governor.castVoteWithReason(proposalId, support, reason));
    }
    await jump(8 * DAY);
    await queueProposal(member!.client, { proposalId });
    await expectRight();
    const { timelockId } = index.row("proposal", { id: proposalId })!;
    const cancel = TimelockController__factory.createInterface().encodeFunctionData("cancel", [timelockId]);
    await sendAs(addresses.modelGovernor, addresses.timelock, cancel);
    await expectRight();
    expect(index.row("proposal", { id: proposalId })!.canceledAt).to.be.greaterThan(0);
    const [odd] = index.rows("proposal", { orderBy: "number", descending: true, limit: 1 });
    expect([odd!.number, odd!.kind]).to.deep.equal([3, "other"]);
    expect(odd!.description.startsWith("\uFFFD\uFFFDA#proposer=")).to.equal(true);
    const reasons = index.rows("vote", { where: { proposalId }, orderBy: "logIndex" }).map(({ reason }) => reason);
    expect(reasons).to.have.members(["It is better.", "", "\uFFFD?"]);
  });

  it("says what the contracts say, after versions are flagged, gone back from and deprecated", async () => {
    const { timelock, modelRegistry } = devnet.world.deployment.addresses;
    const registry = ModelRegistry__factory.connect(modelRegistry, devnet.world.sponsor.wallet);
    const { modelId, version, liveVersion } = devnet.history!.candidate;
    const before = index.rows("modelChange", { where: { modelId } })[0]!;
    const encode = registry.interface.encodeFunctionData.bind(registry.interface);
    await sendAs(timelock, modelRegistry, encode("flag", [modelId, before.toVersion, id("poisoned")]));
    await sendAs(timelock, modelRegistry, encode("rollback", [modelId, liveVersion, before.fromVersion]));
    await done(registry.deprecate(modelId, version));
    await done(registry.updateCard(modelId, id("new card")));
    await expectRight();
    const status = (of: number) => index.row("modelVersion", { modelId, version: of })!.status;
    expect([status(before.toVersion), status(before.fromVersion), status(version)]).to.deep.equal([
      ...["flagged", "live", "deprecated"],
    ]);
    expect(index.rows("modelChange", { where: { modelId } }).map(({ kind }) => kind)).to.deep.equal([
      ...["promotion", "rollback"],
    ]);
  });

  it("says what the contracts say after a reorganisation, and what a new index says", async () => {
    const { alice, bob, carol } = devnet.world.users;
    await done(contractsOf(bob).token.delegate(alice.wallet.address));
    await expectRight();
    const { number, hash } = index.head()!;
    await devnet.node.send("anvil_rollback", [FINALITY - 4]);
    // The other branch must reach further than the one that was left.
    for (let k = 0; k < FINALITY; k++) {
      await done(contractsOf(carol).token.transfer(bob.wallet.address, 1n + BigInt(k)));
    }
    expect(index.hashAt(number)).to.equal(hash);
    await expectRight();
    expect(index.hashAt(number)).to.not.equal(hash);
    const fresh = await openNew("fresh");
    try {
      await sync(fresh);
      for (const name of Object.keys(tables) as TableName[]) {
        expect(index.rows(name), name).to.deep.equal(fresh.rows(name));
      }
      expect(index.logs({})).to.deep.equal(fresh.logs({}));
    } finally {
      fresh.close();
    }
  });

  const contractsOf = ({ wallet }: DevActor) => {
    const { addresses } = devnet.world.deployment;
    return {
      datasets: DatasetRegistry__factory.connect(addresses.datasetRegistry, wallet),
      market: LicenseMarket__factory.connect(addresses.licenseMarket, wallet),
      pool: RewardPool__factory.connect(addresses.rewardPool, wallet),
      staking: Staking__factory.connect(addresses.staking, wallet),
      token: CommonToken__factory.connect(addresses.commonToken, wallet),
      governor: ModelGovernor__factory.connect(addresses.modelGovernor, wallet),
    };
  };
  const done = async (sending: Promise<TransactionResponse>) => isMined((await sending).hash);
  const jump = async (seconds: number) => {
    const { send } = devnet.node;
    await mineAt(send, (await headTime(send)) + BigInt(seconds));
  };
  /** The node answers before it has mined, and whoever waits for the next block may wait for ever. */
  const isMined = async (hash: string) => {
    const { send } = devnet.node;
    const receipt = async () => (await send("eth_getTransactionReceipt", [hash])) as { status: string } | null;
    while ((await receipt()) === null) await send("evm_mine", []);
    expect((await receipt())?.status).to.equal("0x1");
  };
  /** Sends as one of the contracts. */
  const sendAs = async (from: string, to: string, data: string) => {
    const { send } = devnet.node;
    await send("anvil_impersonateAccount", [from]);
    await send("anvil_setBalance", [from, toQuantity(parseEther("1"))]);
    const hash = (await send("eth_sendTransaction", [{ from, to, data, gas: "0x1000000" }])) as string;
    await send("anvil_stopImpersonatingAccount", [from]);
    await isMined(hash);
  };
});
