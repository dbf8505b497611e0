import { expect } from "chai";
import { AbiCoder, id, keccak256, parseEther, ZeroHash } from "ethers";
import {
  deployedGovernor,
  ethers,
  networkHelpers,
  type Proposal,
  proposalIdOf,
  proposerSuffix,
  TIMELOCK_SECONDS,
} from "../support/governanceFixture.ts";

const FOR = 1;
const REPORT = id("report");
const NEVER_USED = "0x00000000000000000000000000000000000a11ce";

type Governed = Awaited<ReturnType<typeof deployedGovernor>>;

/** Proposes as alice, votes with alice and bob and waits until the vote has ended. */
async function succeed({ governor, alice, bob }: Governed, proposal: Proposal): Promise<bigint> {
  const proposalId = await proposalIdOf(governor, proposal);
  const { targets, values, calldatas, description } = proposal;
  await governor.connect(alice).propose(targets, values, calldatas, description);
  await networkHelpers.time.increaseTo((await governor.proposalSnapshot(proposalId)) + 1n);
  await governor.connect(alice).castVote(proposalId, FOR);
  await governor.connect(bob).castVote(proposalId, FOR);
  await networkHelpers.time.increaseTo((await governor.proposalDeadline(proposalId)) + 1n);
  return proposalId;
}

function argumentsOf({ targets, values, calldatas, description }: Proposal) {
  return [targets, values, calldatas, id(description)] as const;
}

function codeDigest(...codeHashes: string[]): string {
  return keccak256(AbiCoder.defaultAbiCoder().encode(["bytes32[]"], [codeHashes]));
}

/** A promotion has won its vote. */
async function succeededPromotion() {
  const base = await deployedGovernor();
  const proposal: Proposal = {
    targets: [await base.registry.getAddress()],
    values: [0n],
    calldatas: [base.registry.interface.encodeFunctionData("promote", [7n, 1n, 2n, REPORT])],
    description: `Better${proposerSuffix(base.alice)}`,
  };
  return { ...base, proposal, proposalId: await succeed(base, proposal) };
}

/** The promotion's delay in the timelock has passed. */
async function readyPromotion() {
  const base = await succeededPromotion();
  await base.governor.queue(...argumentsOf(base.proposal));
  await networkHelpers.time.increase(TIMELOCK_SECONDS);
  return base;
}

/** A payment of one ether to an account that does not exist yet is ready. */
async function readyPayment() {
  const base = await deployedGovernor();
  await networkHelpers.setBalance(await base.timelock.getAddress(), parseEther("1"));
  const proposal: Proposal = {
    targets: [NEVER_USED],
    values: [parseEther("1")],
    calldatas: ["0x"],
    description: `Pay${proposerSuffix(base.alice)}`,
  };
  const proposalId = await succeed(base, proposal);
  await base.governor.queue(...argumentsOf(proposal));
  await networkHelpers.time.increase(TIMELOCK_SECONDS);
  return { ...base, proposal, proposalId };
}

/** A change of the voting delay, through the governor itself, is ready. */
async function readySetting(votingDelay: bigint) {
  const base = await deployedGovernor();
  const proposal: Proposal = {
    targets: [await base.governor.getAddress()],
    values: [0n],
    calldatas: [base.governor.interface.encodeFunctionData("setVotingDelay", [votingDelay])],
    description: `Delay${proposerSuffix(base.alice)}`,
  };
  const proposalId = await succeed(base, proposal);
  await base.governor.queue(...argumentsOf(proposal));
  await networkHelpers.time.increase(TIMELOCK_SECONDS);
  return { ...base, proposal, proposalId };
}

async function readyValidSetting() {
  return readySetting(7_200n);
}

async function readyInvalidSetting() {
  return readySetting(1n);
}

/** A lower quorum is ready, and a rollback was defeated for want of votes that would have met it. */
async function readyLowerQuorum() {
  const base = await deployedGovernor();
  const { governor, token, treasury, alice, carol } = base;
  await token.connect(treasury).transfer(carol, parseEther("2000000"));
  await token.connect(carol).delegate(carol);
  const defeatedId = await governor.connect(alice).proposeRollback.staticCall(7n, 2n, 1n, "Worse");
  await governor.connect(alice).proposeRollback(7n, 2n, 1n, "Worse");
  await networkHelpers.time.increaseTo((await governor.proposalSnapshot(defeatedId)) + 1n);
  await governor.connect(carol).castVote(defeatedId, FOR);
  const proposal: Proposal = {
    targets: [await governor.getAddress()],
    values: [0n],
    calldatas: [governor.interface.encodeFunctionData("updateQuorumNumerator", [1n])],
    description: `Quorum${proposerSuffix(alice)}`,
  };
  await succeed(base, proposal);
  await governor.queue(...argumentsOf(proposal));
  await networkHelpers.time.increase(TIMELOCK_SECONDS);
  return { ...base, defeatedId, proposal };
}

describe("ModelGovernor.execute", () => {
  describe("given the proposal was not queued", () => {
    it("GOV-2: reverts with GovernorUnexpectedProposalState", async () => {
      const { governor, proposal, proposalId } = await networkHelpers.loadFixture(succeededPromotion);
      await expect(governor.execute(...argumentsOf(proposal)))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(proposalId, 4n, `0x${"20".padStart(64, "0")}`);
    });
  });

  describe("given the timelock's delay has not passed", () => {
    it("GOV-2: reverts with TimelockUnexpectedOperationState", async () => {
      const { governor, timelock, proposal } = await networkHelpers.loadFixture(succeededPromotion);
      await governor.queue(...argumentsOf(proposal));
      const { targets, values, calldatas, description } = proposal;
      const salt = ethers.toBeHex(
        BigInt(ethers.zeroPadBytes(await governor.getAddress(), 32)) ^ BigInt(id(description)),
        32,
      );
      const operation = await timelock.hashOperationBatch(targets, values, calldatas, ZeroHash, salt);
      await expect(governor.execute(...argumentsOf(proposal)))
        .to.be.revertedWithCustomError(timelock, "TimelockUnexpectedOperationState")
        .withArgs(operation, `0x${"4".padStart(64, "0")}`);
    });
  });

  describe("given the delay has passed", () => {
    it("makes the timelock promote the version", async () => {
      const { governor, registry, proposal, proposalId } = await networkHelpers.loadFixture(readyPromotion);
      const executed = governor.execute(...argumentsOf(proposal));
      await expect(executed).to.emit(registry, "Promoted").withArgs(7n, 1n, 2n, REPORT);
      await expect(executed).to.emit(governor, "ProposalExecuted").withArgs(proposalId);
      expect(await governor.state(proposalId)).to.equal(7n);
    });
  });

  describe("given the proposal was executed", () => {
    it("GOV-1: reverts with GovernorUnexpectedProposalState", async () => {
      const { governor, proposal, proposalId } = await networkHelpers.loadFixture(readyPromotion);
      await governor.execute(...argumentsOf(proposal));
      await expect(governor.execute(...argumentsOf(proposal)))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(proposalId, 7n, `0x${"20".padStart(64, "0")}`);
    });
  });

  describe("given the code of a target changed since the proposal", () => {
    it("G5: reverts with ModelGovernorTargetCodeChanged", async () => {
      const { governor, registry, proposal, proposalId } = await networkHelpers.loadFixture(readyPromotion);
      const before = keccak256((await registry.getDeployedCode()) ?? "0x");
      await networkHelpers.setCode(await registry.getAddress(), "0x00");
      await expect(governor.execute(...argumentsOf(proposal)))
        .to.be.revertedWithCustomError(governor, "ModelGovernorTargetCodeChanged")
        .withArgs(proposalId, codeDigest(before), codeDigest(keccak256("0x00")));
    });
  });

  describe("given a target got code since the proposal", () => {
    it("G5: reverts with ModelGovernorTargetCodeChanged", async () => {
      const { governor, proposal, proposalId } = await networkHelpers.loadFixture(readyPayment);
      await networkHelpers.setCode(NEVER_USED, "0x00");
      await expect(governor.execute(...argumentsOf(proposal)))
        .to.be.revertedWithCustomError(governor, "ModelGovernorTargetCodeChanged")
        .withArgs(proposalId, codeDigest(ZeroHash), codeDigest(keccak256("0x00")));
    });
  });

  describe("given somebody sent a wei to a target that had never been used", () => {
    it("still executes", async () => {
      const { governor, mallory, proposal } = await networkHelpers.loadFixture(readyPayment);
      await mallory.sendTransaction({ to: NEVER_USED, value: 1n });
      await expect(governor.execute(...argumentsOf(proposal))).to.changeEtherBalance(
        ethers,
        NEVER_USED,
        parseEther("1"),
      );
    });
  });

  describe("when the proposal changes a setting of the governor", () => {
    it("sets a value within bounds", async () => {
      const { governor, proposal } = await networkHelpers.loadFixture(readyValidSetting);
      await expect(governor.execute(...argumentsOf(proposal)))
        .to.emit(governor, "VotingDelaySet")
        .withArgs(86_400n, 7_200n);
      expect(await governor.votingDelay()).to.equal(7_200n);
    });

    it("reverts with ModelGovernorVotingDelayOutOfRange outside them", async () => {
      const { governor, proposal } = await networkHelpers.loadFixture(readyInvalidSetting);
      await expect(governor.execute(...argumentsOf(proposal)))
        .to.be.revertedWithCustomError(governor, "ModelGovernorVotingDelayOutOfRange")
        .withArgs(1n, 3_600n, 14n * 86_400n);
    });
  });

  describe("when the proposal lowers the quorum", () => {
    it("G3: leaves a vote defeated that had missed the quorum of its time", async () => {
      const { governor, alice, carol, defeatedId, proposal } = await networkHelpers.loadFixture(readyLowerQuorum);
      const snapshot = await governor.proposalSnapshot(defeatedId);
      const quorum = await governor.quorum(snapshot);
      await expect(governor.execute(...argumentsOf(proposal)))
        .to.emit(governor, "QuorumNumeratorUpdated")
        .withArgs(4n, 1n);
      await networkHelpers.time.increase(1);
      expect(await governor.quorum((await governor.clock()) - 1n)).to.equal(quorum / 4n);
      expect(await governor.quorum(snapshot)).to.equal(quorum);
      expect(await governor.getVotes(carol, snapshot)).to.be.greaterThan(quorum / 4n);
      expect(await governor.state(defeatedId)).to.equal(3n);
      expect(await governor.proposalProposer(defeatedId)).to.equal(alice);
    });
  });

  describe("when anybody else calls a setter", () => {
    it("GOV-3: reverts with GovernorOnlyExecutor", async () => {
      const { governor, mallory } = await networkHelpers.loadFixture(deployedGovernor);
      const attempts = [
        () => governor.connect(mallory).setVotingDelay(7_200n),
        () => governor.connect(mallory).setVotingPeriod(86_400n),
        () => governor.connect(mallory).setProposalThreshold(0n),
        () => governor.connect(mallory).updateQuorumNumerator(1n),
        () => governor.connect(mallory).setLateQuorumVoteExtension(3_600n),
        () => governor.connect(mallory).updateTimelock(mallory),
        () => governor.connect(mallory).relay(mallory, 0n, "0x"),
      ];
      for (const attempt of attempts) {
        await expect(attempt()).to.be.revertedWithCustomError(governor, "GovernorOnlyExecutor").withArgs(mallory);
      }
    });
  });
});
