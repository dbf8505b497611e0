import { expect } from "chai";
import { id, parseEther } from "ethers";
import { deployedGovernor, HOLDING, networkHelpers, PARAMETERS, STAKE } from "../support/governanceFixture.ts";

const AGAINST = 0;
const FOR = 1;
const ABSTAIN = 2;
/** Votes of carol and of mallory: together far below the quorum. */
const FEW = parseEther("1000");

/** A promotion is open for votes. Carol stakes half of her few tokens, mallory stakes none. */
async function openVote() {
  const base = await deployedGovernor();
  const { governor, token, staking, treasury, alice, carol, mallory } = base;
  for (const voter of [carol, mallory]) {
    await token.connect(treasury).transfer(voter, FEW);
    await token.connect(voter).delegate(voter);
  }
  await token.connect(carol).approve(staking, FEW);
  await staking.connect(carol).stake(FEW / 2n);
  const proposal = [7n, 1n, 2n, id("report"), "Better"] as const;
  const proposalId = await governor.connect(alice).proposePromotion.staticCall(...proposal);
  await governor.connect(alice).proposePromotion(...proposal);
  const snapshot = await governor.proposalSnapshot(proposalId);
  const deadline = await governor.proposalDeadline(proposalId);
  await networkHelpers.time.increaseTo(snapshot + 1n);
  return { ...base, proposalId, snapshot, deadline };
}

/** As {@link openVote}, so late that reaching the quorum extends the vote. */
async function lateVote() {
  const base = await openVote();
  await networkHelpers.time.increaseTo(base.deadline - 10n);
  return base;
}

describe("ModelGovernor.castVote", () => {
  describe("given voting has not begun", () => {
    it("reverts with GovernorUnexpectedProposalState", async () => {
      const { governor, alice } = await networkHelpers.loadFixture(deployedGovernor);
      const proposalId = await governor.connect(alice).proposeRollback.staticCall(7n, 2n, 1n, "Worse");
      await governor.connect(alice).proposeRollback(7n, 2n, 1n, "Worse");
      await expect(governor.connect(alice).castVote(proposalId, FOR))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(proposalId, 0n, `0x${"2".padStart(64, "0")}`);
    });
  });

  describe("when the caller votes twice", () => {
    it("VOT-2: reverts with GovernorAlreadyCastVote", async () => {
      const { governor, alice, proposalId } = await networkHelpers.loadFixture(openVote);
      await governor.connect(alice).castVote(proposalId, FOR);
      await expect(governor.connect(alice).castVote(proposalId, FOR))
        .to.be.revertedWithCustomError(governor, "GovernorAlreadyCastVote")
        .withArgs(alice);
    });
  });

  describe("when the caller votes once", () => {
    it("VOT-2: counts held and staked tokens at the snapshot", async () => {
      const { governor, token, staking, alice, bob, proposalId, snapshot } = await networkHelpers.loadFixture(openVote);
      await token.connect(alice).transfer(bob, HOLDING - STAKE);
      await staking.connect(alice).requestExit(STAKE);
      await expect(governor.connect(alice).castVote(proposalId, FOR))
        .to.emit(governor, "VoteCast")
        .withArgs(alice, proposalId, FOR, HOLDING, "");
      expect(await governor.hasVoted(proposalId, alice)).to.equal(true);
      expect(await governor.getVotes(alice, snapshot)).to.equal(HOLDING);
      expect(await governor.proposalVotes(proposalId)).to.deep.equal([0n, HOLDING, 0n]);
    });

    it("G6: gives tokens that moved to another voter no second vote", async () => {
      const { governor, token, staking, alice, treasury, carol, proposalId } =
        await networkHelpers.loadFixture(openVote);
      await governor.connect(alice).castVote(proposalId, FOR);
      await token.connect(alice).transfer(treasury, HOLDING - STAKE);
      await token.connect(treasury).delegate(treasury);
      await staking.connect(alice).delegate(carol);
      await expect(governor.connect(treasury).castVote(proposalId, FOR))
        .to.emit(governor, "VoteCast")
        .withArgs(treasury, proposalId, FOR, 0n, "");
      await expect(governor.connect(carol).castVote(proposalId, ABSTAIN))
        .to.emit(governor, "VoteCast")
        .withArgs(carol, proposalId, ABSTAIN, FEW, "");
    });
  });

  describe("given the quorum was reached early", () => {
    it("leaves the deadline as it was, also for late votes", async () => {
      const { governor, alice, bob, carol, proposalId, deadline } = await networkHelpers.loadFixture(openVote);
      await governor.connect(alice).castVote(proposalId, FOR);
      await networkHelpers.time.increaseTo(deadline - 10n);
      await expect(governor.connect(bob).castVote(proposalId, FOR)).not.to.emit(governor, "ProposalExtended");
      await expect(governor.connect(carol).castVote(proposalId, AGAINST)).not.to.emit(governor, "ProposalExtended");
      expect(await governor.proposalDeadline(proposalId)).to.equal(deadline);
    });
  });

  describe("given the vote is about to end without quorum", () => {
    it("leaves the deadline while the quorum is not reached", async () => {
      const { governor, carol, proposalId, deadline } = await networkHelpers.loadFixture(lateVote);
      await expect(governor.connect(carol).castVote(proposalId, FOR)).not.to.emit(governor, "ProposalExtended");
      expect(await governor.proposalDeadline(proposalId)).to.equal(deadline);
    });

    it("G7: extends the vote once when the quorum is reached", async () => {
      const { governor, alice, bob, carol, proposalId, deadline } = await networkHelpers.loadFixture(lateVote);
      await governor.connect(carol).castVote(proposalId, AGAINST);
      await networkHelpers.time.setNextBlockTimestamp(deadline - 5n);
      const extended = deadline - 5n + PARAMETERS.lateQuorumExtension;
      await expect(governor.connect(alice).castVote(proposalId, FOR))
        .to.emit(governor, "ProposalExtended")
        .withArgs(proposalId, extended);
      expect(await governor.proposalDeadline(proposalId)).to.equal(extended);
      await networkHelpers.time.increaseTo(deadline + 1n);
      await expect(governor.connect(bob).castVote(proposalId, AGAINST)).not.to.emit(governor, "ProposalExtended");
      expect(await governor.proposalDeadline(proposalId)).to.equal(extended);
    });
  });

  describe("given the quorum was reached at the first second that counts as late", () => {
    it("extends by one second", async () => {
      const { governor, alice, proposalId, deadline } = await networkHelpers.loadFixture(openVote);
      await networkHelpers.time.setNextBlockTimestamp(deadline - PARAMETERS.lateQuorumExtension + 1n);
      await expect(governor.connect(alice).castVote(proposalId, FOR))
        .to.emit(governor, "ProposalExtended")
        .withArgs(proposalId, deadline + 1n);
    });
  });
});
