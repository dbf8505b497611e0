import { expect } from "chai";
import {
  deployedGovernor,
  networkHelpers,
  PARAMETERS,
  type Proposal,
  proposalIdOf,
  proposerSuffix,
} from "../support/governanceFixture.ts";

describe("ModelGovernor.proposeRollback", () => {
  describe("when the caller has less votes than the threshold", () => {
    it("reverts with GovernorInsufficientProposerVotes", async () => {
      const { governor, mallory } = await networkHelpers.loadFixture(deployedGovernor);
      await expect(governor.connect(mallory).proposeRollback(1n, 2n, 1n, "Worse"))
        .to.be.revertedWithCustomError(governor, "GovernorInsufficientProposerVotes")
        .withArgs(mallory, 0n, PARAMETERS.proposalThreshold);
    });
  });

  describe("when the caller has the votes", () => {
    it("proposes one call to the registry, bound to the caller", async () => {
      const { governor, registry, bob } = await networkHelpers.loadFixture(deployedGovernor);
      const proposal: Proposal = {
        targets: [await registry.getAddress()],
        values: [0n],
        calldatas: [registry.interface.encodeFunctionData("rollback", [7n, 2n, 1n])],
        description: `Worse${proposerSuffix(bob)}`,
      };
      const proposalId = await proposalIdOf(governor, proposal);
      await expect(governor.connect(bob).proposeRollback(7n, 2n, 1n, "Worse"))
        .to.emit(governor, "RollbackProposed")
        .withArgs(proposalId, 7n, 2n, 1n);
      expect(await governor.proposalProposer(proposalId)).to.equal(bob);
    });
  });
});
