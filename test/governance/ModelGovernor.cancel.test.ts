import { expect } from "chai";
import { id } from "ethers";
import { deployedGovernor, networkHelpers, proposerSuffix } from "../support/governanceFixture.ts";

/** Alice has proposed a rollback; its vote has not begun. */
async function pendingRollback() {
  const base = await deployedGovernor();
  const { governor, registry, alice } = base;
  const proposalId = await governor.connect(alice).proposeRollback.staticCall(7n, 2n, 1n, "Worse");
  await governor.connect(alice).proposeRollback(7n, 2n, 1n, "Worse");
  const call = [
    [await registry.getAddress()],
    [0n],
    [registry.interface.encodeFunctionData("rollback", [7n, 2n, 1n])],
    id(`Worse${proposerSuffix(alice)}`),
  ] as [string[], bigint[], string[], string];
  return { ...base, proposalId, call };
}

describe("ModelGovernor.cancel", () => {
  describe("when the caller is not the proposer", () => {
    it("reverts with GovernorUnableToCancel", async () => {
      const { governor, mallory, proposalId, call } = await networkHelpers.loadFixture(pendingRollback);
      await expect(governor.connect(mallory).cancel(...call))
        .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
        .withArgs(proposalId, mallory);
    });
  });

  describe("given the vote has begun", () => {
    it("reverts with GovernorUnableToCancel", async () => {
      const { governor, alice, proposalId, call } = await networkHelpers.loadFixture(pendingRollback);
      await networkHelpers.time.increaseTo((await governor.proposalSnapshot(proposalId)) + 1n);
      await expect(governor.connect(alice).cancel(...call))
        .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
        .withArgs(proposalId, alice);
    });
  });

  describe("given the vote has not begun", () => {
    it("GOV-1: cancels for good", async () => {
      const { governor, alice, proposalId, call } = await networkHelpers.loadFixture(pendingRollback);
      await expect(governor.connect(alice).cancel(...call))
        .to.emit(governor, "ProposalCanceled")
        .withArgs(proposalId);
      expect(await governor.state(proposalId)).to.equal(2n);
      await expect(governor.connect(alice).proposeRollback(7n, 2n, 1n, "Worse"))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(proposalId, 2n, `0x${"0".repeat(64)}`);
    });
  });
});
