import { expect } from "chai";
import { type ContractRunner, ZeroAddress, ZeroHash } from "ethers";
import type { Addresses } from "../../../../src/client.ts";
import type { Index } from "../../../../src/node/indexing/openIndex.ts";
import {
  CommonToken__factory,
  DatasetRegistry__factory,
  LicenseMarket__factory,
  ModelGovernor__factory,
  ModelRegistry__factory,
  RewardPool__factory,
  ScoreBoard__factory,
  Staking__factory,
  TimelockController__factory,
  TrainingRounds__factory,
} from "../../../../typechain-types/index.ts";

const STATUSES = ["none", "candidate", "live", "superseded", "rolledBack", "deprecated", "flagged"];
const OUTCOMES = ["none", "open", "settled", "refunded", "sponsorSilent", "slicesVoid"];
const ALL_BITS = 2n ** 32n - 1n;

/** Compares rows of the index with what the contracts themselves say, as of the newest block. */
export async function expectChain(index: Index, addresses: Addresses, runner: ContractRunner): Promise<void> {
  await expectMarket(index, addresses, runner);
  await expectModels(index, addresses, runner);
  await expectRounds(index, addresses, runner);
  await expectMoney(index, addresses, runner);
  await expectGovernance(index, addresses, runner);
}

async function expectMarket(index: Index, addresses: Addresses, runner: ContractRunner): Promise<void> {
  const registry = DatasetRegistry__factory.connect(addresses.datasetRegistry, runner);
  const market = LicenseMarket__factory.connect(addresses.licenseMarket, runner);
  for (const { id, provider, manifestDigest, versionCount, retiredAt, consentWithdrawnAt } of index.rows("dataset")) {
    const [owner, withdrawnAt, isRetired] = await registry.statusOf(id);
    expect([provider, BigInt(consentWithdrawnAt ?? 0), retiredAt !== null]).to.deep.equal([
      owner,
      withdrawnAt,
      isRetired,
    ]);
    expect(BigInt(versionCount)).to.equal(await registry.latestVersionOf(id));
    expect(manifestDigest).to.equal((await registry.versionOf(id, versionCount))[0]);
  }
  for (const { datasetId, version, publishedAt } of index.rows("datasetVersion")) {
    expect(BigInt(publishedAt)).to.equal((await registry.versionOf(datasetId, version))[1]);
  }
  for (const row of index.rows("offer")) {
    const [offer] = await market.offerOf(row.id);
    expect([row.seller, row.assetId, BigInt(row.revision), row.closedAt !== null]).to.deep.equal([
      ...[offer.seller, offer.assetId, offer.revision, offer.isClosed],
    ]);
    expect(row.cap === 0 ? ALL_BITS : BigInt(row.cap - row.sold)).to.equal(offer.remaining);
  }
  for (const row of index.rows("license")) {
    const license = await market.licenseOf(row.id);
    expect(row.holder).to.equal(await market.ownerOf(row.id));
    expect([row.offerId, BigInt(row.revision), BigInt(row.uses), row.isTransferable, row.currency]).to.deep.equal([
      ...[license.offerId, license.revision, license.uses, license.isTransferable, license.currency],
    ]);
    expect([row.boughtAt, row.expiresAt ?? 0, row.revokedAt ?? 0, row.quota, row.useCount].map(BigInt)).to.deep.equal([
      ...[license.startsAt, license.expiresAt, license.revokedAt, license.quota, license.used],
    ]);
    expect([row.paid, row.withdrawn, row.refund ?? 0n]).to.deep.equal([
      ...[license.paid, license.withdrawn, license.refunded],
    ]);
    expect(BigInt(row.userExpires ?? 0)).to.equal(await market.userExpires(row.id));
    const uses = index.rows("licenseUse", { where: { licenseId: row.id }, orderBy: "number" });
    expect(uses.map(({ number }) => number)).to.deep.equal(uses.map((_, k) => k + 1));
    expect(uses.length).to.equal(row.useCount);
  }
  for (const { account, currency, amount } of index.rows("credit")) {
    expect(amount).to.equal(await market.creditOf(account, currency));
  }
}

async function expectModels(index: Index, addresses: Addresses, runner: ContractRunner): Promise<void> {
  const registry = ModelRegistry__factory.connect(addresses.modelRegistry, runner);
  expect(BigInt(index.rows("model").length)).to.equal(await registry.modelCount());
  for (const { id, owner, cardDigest, liveVersion, versionCount, changeCount } of index.rows("model")) {
    expect([owner, cardDigest]).to.deep.equal([await registry.ownerOf(id), await registry.cardOf(id)]);
    expect([liveVersion, versionCount].map(BigInt)).to.deep.equal([
      ...[await registry.liveVersionOf(id), await registry.versionCountOf(id)],
    ]);
    expect(index.rows("modelChange", { where: { modelId: id } }).length).to.equal(changeCount);
  }
  for (const row of index.rows("modelVersion")) {
    const version = await registry.versionOf(row.modelId, row.version);
    expect([row.weightsDigest, row.reportDigest ?? ZeroHash, row.roundId ?? 0n, BigInt(row.parent ?? 0)]).to.deep.equal(
      [...[version.weightsDigest, version.reportDigest, version.roundId, version.parent]],
    );
    expect([row.status, BigInt(row.createdAt)]).to.deep.equal([STATUSES[Number(version.status)], version.createdAt]);
  }
}

async function expectRounds(index: Index, addresses: Addresses, runner: ContractRunner): Promise<void> {
  const rounds = TrainingRounds__factory.connect(addresses.trainingRounds, runner);
  const board = ScoreBoard__factory.connect(addresses.scoreBoard, runner);
  expect(BigInt(index.rows("round").length)).to.equal(await rounds.roundCount());
  for (const row of index.rows("round")) {
    const round = await rounds.roundOf(row.id);
    expect([row.modelId, row.sponsor, row.token, row.taskDigest, row.slicesCommitment, row.bond]).to.deep.equal([
      ...[round.modelId, round.sponsor, round.token, round.taskDigest, round.slicesCommitment, round.bond],
    ]);
    expect([row.openedAt, row.commits, row.reveals, row.baseVersion, row.maxContributors].map(BigInt)).to.deep.equal([
      ...[round.startedAt, round.commits, round.reveals, round.baseVersion, round.maxContributors],
    ]);
    const happened = [row.slicesOpenedAt, row.quorumAt, row.voidedAt, row.settledAt, row.closedAt, row.contestedAt];
    expect([row.isSeated ?? false, ...happened.map((at) => at !== null)]).to.deep.equal([
      ...[round.hasCommittee, round.isOpened, round.hasQuorum, round.isVoid, round.isSettled, round.isClosed],
      round.isContested,
    ]);
    if (row.isSeated === true) {
      const members = await board.membersOf(row.id);
      expect([row.committeeSize, row.committeeStake]).to.deep.equal([
        ...[members.length, (await board.committeeOf(row.id)).totalStake],
      ]);
      for (const member of members) {
        const oracle = index.row("roundOracle", { roundId: row.id, oracle: member.oracle });
        expect([oracle?.commits === undefined, oracle?.revealedAt != null, oracle?.isVoid ?? false]).to.deep.equal([
          ...[!member.isCommitted, member.isRevealed, member.isVoid],
        ]);
        expect([oracle?.fee != null, oracle?.slashed != null]).to.deep.equal([member.isPaid, member.isSlashed]);
      }
    }
  }
  for (const row of index.rows("roundUpdate")) {
    const update = await rounds.updateOf(row.roundId, row.contributor);
    expect([row.updateDigest ?? row.commitment, row.datasetId, row.licenseId ?? 0n]).to.deep.equal([
      ...[update.digest, update.datasetId, update.licenseId],
    ]);
    expect([row.bondReturnedAt !== null, BigInt(row.position ?? 0), BigInt(row.committedAt)]).to.deep.equal([
      ...[update.isBondReturned, update.index, update.committedAt],
    ]);
  }
}

async function expectMoney(index: Index, addresses: Addresses, runner: ContractRunner): Promise<void> {
  const pool = RewardPool__factory.connect(addresses.rewardPool, runner);
  const staking = Staking__factory.connect(addresses.staking, runner);
  const board = ScoreBoard__factory.connect(addresses.scoreBoard, runner);
  const token = CommonToken__factory.connect(addresses.commonToken, runner);
  for (const row of index.rows("pot")) {
    const pot = await pool.potOf(row.roundId, row.token);
    const account = await pool.accountOf(row.roundId);
    expect([row.funded, BigInt(row.payments)]).to.deep.equal([pot.funded, pot.level]);
    expect(row.outcome).to.equal(OUTCOMES[Number(account.outcome)]);
    if (row.sponsor !== null) {
      expect([row.sponsor, row.reserve, row.fee]).to.deep.equal([
        ...[account.sponsor, account.reserveDrawn, account.feeTotal],
      ]);
    }
  }
  for (const { roundId, funder, refundable } of index.rows("contribution")) {
    // After settlement it stays what it was, on the chain too.
    expect(refundable).to.equal(await pool.contributionOf(roundId, funder));
  }
  for (const { modelId, token: of, amount } of index.rows("reserve")) {
    expect(amount).to.equal(await pool.reserveOf(modelId, of));
  }
  for (const { datasetId, token: of, shared, withdrawn } of index.rows("revenue")) {
    expect(shared - withdrawn).to.equal(await pool.revenueOf(datasetId, of));
  }
  for (const { contributor, claimer } of index.rows("claimer")) {
    expect(claimer ?? ZeroAddress).to.equal(await pool.claimerOf(contributor));
  }
  for (const { account, balance } of index.rows("tokenHolding")) {
    expect(balance).to.equal(await token.balanceOf(account));
  }
  for (const { account, active, allocated, exiting, exitEpoch } of index.rows("stake")) {
    expect([active, allocated, exiting]).to.deep.equal([
      ...[await staking.stakeOf(account), await staking.allocatedOf(account), await staking.exitingOf(account)],
    ]);
    for (const exit of index.rows("exit", { where: { account } })) {
      const [amount, unlockedAt] = await staking.exitOf(account, exit.exitId);
      expect(BigInt(exit.releasedAt === null ? exit.unlockedAt : 0)).to.equal(unlockedAt);
      if (exit.epoch !== exitEpoch) expect(amount).to.equal(0n);
    }
  }
  for (const { modelId, oracle, stake } of index.rows("seat")) {
    const seat = (await board.seatsOf(modelId)).find((one) => one.oracle === oracle);
    expect(stake).to.equal(seat?.stake ?? 0n);
  }
}

async function expectGovernance(index: Index, addresses: Addresses, runner: ContractRunner): Promise<void> {
  const governor = ModelGovernor__factory.connect(addresses.modelGovernor, runner);
  const timelock = TimelockController__factory.connect(addresses.timelock, runner);
  const sources = {
    token: CommonToken__factory.connect(addresses.commonToken, runner),
    staking: Staking__factory.connect(addresses.staking, runner),
  };
  const now = BigInt(index.head()!.timestamp);
  for (const row of index.rows("proposal")) {
    const votes = await governor.proposalVotes(row.id);
    expect([row.againstVotes, row.forVotes, row.abstainVotes]).to.deep.equal([...votes]);
    expect([row.voteStart, row.voteEnd].map(BigInt)).to.deep.equal([
      ...[await governor.proposalSnapshot(row.id), await governor.proposalDeadline(row.id)],
    ]);
    expect(row.proposer).to.equal(await governor.proposalProposer(row.id));
    const state = await governor.state(row.id);
    expect([row.canceledAt !== null, row.executedAt !== null]).to.deep.equal([state === 2n, state === 7n]);
    if (row.queuedAt !== null) {
      expect(BigInt(row.etaSeconds!)).to.equal(await governor.proposalEta(row.id));
      expect(await timelock.isOperation(row.timelockId)).to.equal(row.canceledAt === null);
    }
  }
  for (const { proposalId, voter } of index.rows("vote")) {
    expect(await governor.hasVoted(proposalId, voter)).to.equal(true);
  }
  for (const { source, delegator, delegatee } of index.rows("delegation")) {
    const delegates = await sources[source as keyof typeof sources].delegates(delegator);
    expect(delegatee ?? ZeroAddress).to.equal(delegates);
  }
  for (const { source, delegate, at, block } of index.rows("delegateVotes")) {
    const contract = sources[source as keyof typeof sources];
    const newest = { descending: true, limit: 1, where: { source, delegate } } as const;
    const [last] = index.rows("delegateVotes", newest);
    expect(last!.votes).to.equal(await contract.getVotes(delegate));
    // Of several changes in one second only the last counts.
    const [then] = index.rows("delegateVotes", { ...newest, where: { ...newest.where, at } });
    if (BigInt(at) < now) expect(then!.votes, `block ${block}`).to.equal(await contract.getPastVotes(delegate, at));
  }
}
