import { expect } from "chai";
import { id } from "ethers";
import { calldataOf } from "../../../src/chain/calldataOf.ts";
import { chainTime } from "../../../src/chain/chainTime.ts";
import type { Client } from "../../../src/client.ts";
import { RevertError } from "../../../src/errors/RevertError.ts";
import { cancelProposal } from "../../../src/governance/cancelProposal.ts";
import { castVote } from "../../../src/governance/castVote.ts";
import { executeProposal } from "../../../src/governance/executeProposal.ts";
import { governanceParameters } from "../../../src/governance/governanceParameters.ts";
import { hasVoted } from "../../../src/governance/hasVoted.ts";
import { proposalCalls } from "../../../src/governance/proposalCalls.ts";
import { proposalIdOf } from "../../../src/governance/proposalIdOf.ts";
import { proposalState } from "../../../src/governance/proposalState.ts";
import { proposalTimeline } from "../../../src/governance/proposalTimeline.ts";
import { proposalVotes } from "../../../src/governance/proposalVotes.ts";
import { propose } from "../../../src/governance/propose.ts";
import { queueProposal } from "../../../src/governance/queueProposal.ts";
import { Support } from "../../../src/governance/Support.ts";
import { votingPowerOf } from "../../../src/governance/votingPowerOf.ts";
import { delegateStake } from "../../../src/staking/delegateStake.ts";
import { delegateVotes } from "../../../src/token/delegateVotes.ts";
import { contestProvenance } from "../../../src/training/contestProvenance.ts";
import { roundOf } from "../../../src/training/roundOf.ts";
import { ModelGovernor__factory } from "../../../typechain-types/index.ts";
import { loadFixture } from "../../support/loadFixture.ts";
import { HOLDING, roundInCommit, STAKES } from "../../support/rounds.ts";

/** The deployer, who holds most of the supply, proposes that a round is contested. */
async function proposedContest() {
  const world = await roundInCommit();
  const { addresses, deployer, networkHelpers } = world;
  const client: Client = { runner: deployer, addresses };
  await delegateVotes(client, { delegatee: deployer.address });
  await networkHelpers.time.increase(1);
  const contest = (c: Client) => contestProvenance(c, { roundId: 1n, reasonDigest: id("reason") });
  const proposalId = await propose(client, { calls: await calldataOf(client, contest), description: "Unlawful data" });
  return { ...world, client, proposalId, calls: await proposalCalls(client, { proposalId }) };
}

describe("a proposal", () => {
  describe("given one that was just made", () => {
    it("has the identifier that follows from its calls", async () => {
      const { proposalId, calls } = await loadFixture(proposedContest);
      expect(proposalIdOf(calls)).to.equal(proposalId);
    });

    it("is pending, with its whole timeline", async () => {
      const { client, proposalId, deployer } = await loadFixture(proposedContest);
      const { votingDelaySeconds, votingPeriodSeconds } = await governanceParameters(client);
      const now = await chainTime(client);
      expect(await proposalTimeline(client, { proposalId })).to.deep.equal({
        state: "Pending",
        proposer: deployer.address,
        snapshotAt: now + votingDelaySeconds,
        votingEndsAt: now + votingDelaySeconds + votingPeriodSeconds,
        executableAt: undefined,
      });
      expect((await proposalVotes(client, { proposalId })).quorum).to.equal(undefined);
    });

    it("can be canceled by its proposer, from its calls alone", async () => {
      const { client, proposalId, calls } = await loadFixture(proposedContest);
      await cancelProposal(client, { calls });
      expect(await proposalState(client, { proposalId })).to.equal("Canceled");
    });

    it("can be canceled by nobody else", async () => {
      const { addresses, mallory, calls, proposalId } = await loadFixture(proposedContest);
      const thrown = await cancelProposal({ runner: mallory, addresses }, { calls }).catch((error: unknown) => error);
      expect(thrown).to.be.instanceOf(RevertError).with.property("errorName", "GovernorUnableToCancel");
      expect((thrown as RevertError).args).to.deep.equal({ proposalId, account: mallory.address });
    });
  });

  describe("given one that members adopt", () => {
    it("is voted on with a reason, queued and executed from its calls, by anyone", async () => {
      const { client, addresses, mallory, networkHelpers, proposalId, calls, deployer } =
        await loadFixture(proposedContest);
      const { timelockSeconds } = await governanceParameters(client);
      const { snapshotAt, votingEndsAt } = await proposalTimeline(client, { proposalId });
      await networkHelpers.time.increaseTo(snapshotAt + 1n);
      const weight = await castVote(client, { proposalId, support: Support.For, reason: "It was not theirs" });
      const governor = ModelGovernor__factory.connect(addresses.modelGovernor, deployer);
      const [vote] = await governor.queryFilter(governor.filters.VoteCast());
      expect(vote?.args.reason).to.equal("It was not theirs");
      expect(await hasVoted(client, { proposalId, account: deployer.address })).to.equal(true);
      expect(await hasVoted(client, { proposalId, account: mallory.address })).to.equal(false);
      expect(await proposalVotes(client, { proposalId })).to.deep.include({ for: weight, isSucceeding: true });

      await networkHelpers.time.increaseTo(votingEndsAt + 1n);
      expect(await proposalState(client, { proposalId })).to.equal("Succeeded");
      const other = { runner: mallory, addresses };
      const executableAt = await queueProposal(other, { calls });
      expect(executableAt).to.equal((await chainTime(client)) + timelockSeconds);
      expect(await proposalTimeline(client, { proposalId })).to.include({ state: "Queued", executableAt });

      await networkHelpers.time.increaseTo(executableAt);
      await executeProposal(other, { calls });
      expect(await proposalState(client, { proposalId })).to.equal("Executed");
      expect(await roundOf(client, { roundId: 1n })).to.include({ isContested: true });
    });
  });

  describe("given a number that no proposal has", () => {
    it("says so", async () => {
      const { client } = await loadFixture(proposedContest);
      const thrown = await proposalState(client, { proposalId: 1n }).catch((error: unknown) => error);
      expect(thrown).to.be.instanceOf(RevertError).with.property("errorName", "GovernorNonexistentProposal");
    });
  });
});

describe("governanceParameters", () => {
  it("reads percent and votes of the quorum", async () => {
    const { client, token } = await loadFixture(proposedContest);
    const { quorum, quorumPercent } = await governanceParameters(client);
    expect(quorum).to.equal(((await token.totalSupply()) * BigInt(quorumPercent)) / 100n);
  });
});

describe("votingPowerOf", () => {
  describe("given tokens without a delegate", () => {
    it("shows that they do not vote", async () => {
      const { client, bob } = await loadFixture(proposedContest);
      const power = await votingPowerOf(client, { account: bob.address });
      expect(power).to.include({ total: 0n, tokenVotes: 0n, tokenDelegatee: undefined });
      expect(power.tokenBalance).to.equal(HOLDING);
    });
  });

  describe("given a stake", () => {
    it("shows that it votes for its owner until it is delegated", async () => {
      const { client, addresses, olga, bob } = await loadFixture(proposedContest);
      const [stake] = STAKES;
      const before = await votingPowerOf(client, { account: olga.address });
      expect(before).to.include({ total: stake, stakedVotes: stake, stake, stakeDelegatee: olga.address });
      await delegateStake({ runner: olga, addresses }, { delegatee: bob.address });
      const after = await votingPowerOf(client, { account: olga.address });
      expect(after).to.include({ total: 0n, stake, stakeDelegatee: bob.address });
      expect(await votingPowerOf(client, { account: bob.address })).to.include({ total: stake, stake: 0n });
    });

    it("tells the power of a past second", async () => {
      const { client, addresses, olga, bob, networkHelpers } = await loadFixture(proposedContest);
      const then = await chainTime(client);
      await networkHelpers.time.increase(10);
      await delegateStake({ runner: olga, addresses }, { delegatee: bob.address });
      const power = await votingPowerOf(client, { account: olga.address, timepoint: then });
      expect(power).to.include({ total: STAKES[0], timepoint: then, stakeDelegatee: bob.address });
    });
  });
});
