import { expect } from "chai";
import { id } from "ethers";
import {
  deployedGovernor,
  networkHelpers,
  PARAMETERS,
  type Proposal,
  proposalIdOf,
  proposerSuffix,
} from "../support/governanceFixture.ts";

const REPORT = id("evaluation report");

describe("ModelGovernor.proposePromotion", () => {
  describe("when the caller has less votes than the threshold", () => {
    it("reverts with GovernorInsufficientProposerVotes", async () => {
      const { governor, mallory } = await networkHelpers.loadFixture(deployedGovernor);
      await expect(governor.connect(mallory).proposePromotion(1n, 1n, 2n, REPORT, "Better"))
        .to.be.revertedWithCustomError(governor, "GovernorInsufficientProposerVotes")
        .withArgs(mallory, 0n, PARAMETERS.proposalThreshold);
    });
  });

  describe("when the same promotion is proposed twice in the same words", () => {
    it("reverts with GovernorUnexpectedProposalState", async () => {
      const { governor, alice } = await networkHelpers.loadFixture(deployedGovernor);
      const proposalId = await governor.connect(alice).proposePromotion.staticCall(1n, 1n, 2n, REPORT, "Better");
      await governor.connect(alice).proposePromotion(1n, 1n, 2n, REPORT, "Better");
      await expect(governor.connect(alice).proposePromotion(1n, 1n, 2n, REPORT, "Better"))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(proposalId, 0n, `0x${"0".repeat(64)}`);
    });
  });

  describe("when the caller has the votes", () => {
    it("proposes one call to the registry, bound to the caller", async () => {
      const { governor, registry, alice } = await networkHelpers.loadFixture(deployedGovernor);
      const proposal: Proposal = {
        targets: [await registry.getAddress()],
        values: [0n],
        calldatas: [registry.interface.encodeFunctionData("promote", [7n, 1n, 2n, REPORT])],
        description: `Better${proposerSuffix(alice)}`,
      };
      const proposalId = await proposalIdOf(governor, proposal);
      const proposed = governor.connect(alice).proposePromotion(7n, 1n, 2n, REPORT, "Better");
      await expect(proposed).to.emit(governor, "PromotionProposed").withArgs(proposalId, 7n, 1n, 2n, REPORT);
      await expect(proposed).to.emit(governor, "ProposalCreated");
      expect(await governor.proposalProposer(proposalId)).to.equal(alice);
      expect(await governor.state(proposalId)).to.equal(0n);
    });
  });
});
