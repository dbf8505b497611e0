import { expect } from "chai";
import { AbiCoder, keccak256, ZeroHash } from "ethers";
import {
  deployedGovernor,
  ethers,
  fixNextTimestamp,
  networkHelpers,
  PARAMETERS,
  type Proposal,
  proposalIdOf,
  proposerSuffix,
  STAKE,
} from "../support/governanceFixture.ts";

const { provider } = ethers;

/** A proposal that a plain account, without code, receives an empty call. */
async function governorAndProposal() {
  const base = await deployedGovernor();
  const proposal: Proposal = {
    targets: [base.carol.address],
    values: [0n],
    calldatas: ["0x"],
    description: `Do nothing${proposerSuffix(base.alice)}`,
  };
  return { ...base, proposal, proposalId: await proposalIdOf(base.governor, proposal) };
}

describe("ModelGovernor.propose", () => {
  const unbound: [string, (alice: string, mallory: string) => string][] = [
    ["is too short for a suffix", () => "Hi"],
    ["has no suffix", () => "A proposal that is long enough to hold a suffix but has none at all"],
    ["ends with a suffix that is no address", () => `Spend#proposer=0x${"z".repeat(40)}`],
    ["ends with the caller's address without the marker", (alice) => `Spend, says its author ${alice}`],
    ["is bound to somebody else", (_, mallory) => `Spend${proposerSuffix({ address: mallory })}`],
    ["has text behind the suffix", (alice) => `Spend${proposerSuffix({ address: alice })} `],
  ];
  for (const [condition, describeFor] of unbound) {
    describe(`when the description ${condition}`, () => {
      it("reverts with ModelGovernorDescriptionUnbound", async () => {
        const { governor, alice, mallory, proposal } = await networkHelpers.loadFixture(governorAndProposal);
        const description = describeFor(alice.address, mallory.address);
        await expect(
          governor.connect(alice).propose(proposal.targets, proposal.values, proposal.calldatas, description),
        )
          .to.be.revertedWithCustomError(governor, "ModelGovernorDescriptionUnbound")
          .withArgs(alice, proposerSuffix(alice));
      });
    });
  }

  describe("when somebody copies a proposal before it is included", () => {
    it("G2: reverts with ModelGovernorDescriptionUnbound, and the proposer still can propose", async () => {
      const { governor, alice, bob, proposal, proposalId } = await networkHelpers.loadFixture(governorAndProposal);
      const { targets, values, calldatas, description } = proposal;
      await expect(governor.connect(bob).propose(targets, values, calldatas, description))
        .to.be.revertedWithCustomError(governor, "ModelGovernorDescriptionUnbound")
        .withArgs(bob, proposerSuffix(bob));
      await governor.connect(alice).propose(targets, values, calldatas, description);
      expect(await governor.proposalProposer(proposalId)).to.equal(alice);
    });
  });

  describe("when the caller has less votes than the threshold", () => {
    it("reverts with GovernorInsufficientProposerVotes", async () => {
      const { governor, mallory, proposal } = await networkHelpers.loadFixture(governorAndProposal);
      const { targets, values, calldatas } = proposal;
      await expect(governor.connect(mallory).propose(targets, values, calldatas, `Spend${proposerSuffix(mallory)}`))
        .to.be.revertedWithCustomError(governor, "GovernorInsufficientProposerVotes")
        .withArgs(mallory, 0n, PARAMETERS.proposalThreshold);
    });
  });

  describe("when the caller has only staked tokens", () => {
    it("counts their votes toward the threshold", async () => {
      const { governor, token, staking, treasury, carol, proposal } =
        await networkHelpers.loadFixture(governorAndProposal);
      await token.connect(treasury).transfer(carol, STAKE);
      await token.connect(carol).approve(staking, STAKE);
      await staking.connect(carol).stake(STAKE);
      await networkHelpers.time.increase(1);
      const { targets, values, calldatas } = proposal;
      await expect(
        governor.connect(carol).propose(targets, values, calldatas, `Spend${proposerSuffix(carol)}`),
      ).to.emit(governor, "ProposalCreated");
    });
  });

  describe("when the votes were acquired in the same second", () => {
    it("G1: counts none of them", async () => {
      const { governor, token, treasury, carol, proposal } = await networkHelpers.loadFixture(governorAndProposal);
      await token.connect(carol).delegate(carol);
      const { targets, values, calldatas } = proposal;
      const description = `Spend${proposerSuffix(carol)}`;
      await provider.send("evm_setAutomine", [false]);
      const transfer = await token.connect(treasury).transfer(carol, STAKE, { gasLimit: 500_000n });
      const attempt = await governor
        .connect(carol)
        .propose(targets, values, calldatas, description, { gasLimit: 500_000n });
      await networkHelpers.mine();
      await provider.send("evm_setAutomine", [true]);
      const [moved, proposed] = await Promise.all(
        [transfer, attempt].map(({ hash }) => provider.getTransactionReceipt(hash)),
      );
      expect(moved?.blockNumber).to.equal(proposed?.blockNumber);
      expect(moved?.status).to.equal(1);
      expect(proposed?.status).to.equal(0);
      await expect(governor.connect(carol).propose(targets, values, calldatas, description)).to.emit(
        governor,
        "ProposalCreated",
      );
    });
  });

  describe("when the description is bound to the caller", () => {
    for (const [spelling, spell] of [
      ["lower case", (address: string) => address.toLowerCase()],
      ["checksummed", (address: string) => address],
    ] as const) {
      it(`creates the proposal from a ${spelling} address`, async () => {
        const { governor, alice, proposal } = await networkHelpers.loadFixture(governorAndProposal);
        const { targets, values, calldatas } = proposal;
        const description = `Do nothing#proposer=${spell(alice.address)}`;
        const proposalId = await proposalIdOf(governor, { ...proposal, description });
        const snapshot = (await fixNextTimestamp()) + PARAMETERS.votingDelay;
        await expect(governor.connect(alice).propose(targets, values, calldatas, description))
          .to.emit(governor, "ProposalCreated")
          .withArgs(
            proposalId,
            alice,
            targets,
            values,
            [""],
            calldatas,
            snapshot,
            snapshot + PARAMETERS.votingPeriod,
            description,
          );
        expect(await governor.state(proposalId)).to.equal(0n);
        expect(await governor.proposalSnapshot(proposalId)).to.equal(snapshot);
        expect(await governor.proposalDeadline(proposalId)).to.equal(snapshot + PARAMETERS.votingPeriod);
        expect(await governor.proposalNeedsQueuing(proposalId)).to.equal(true);
      });
    }

    it("G5: records the code of every target, zero for none", async () => {
      const { governor, alice, carol, token } = await networkHelpers.loadFixture(governorAndProposal);
      const proposal: Proposal = {
        targets: [await token.getAddress(), carol.address],
        values: [0n, 0n],
        calldatas: ["0x", "0x"],
        description: `Two${proposerSuffix(alice)}`,
      };
      const proposalId = await proposalIdOf(governor, proposal);
      expect(await governor.codeDigestOf(proposalId)).to.equal(ZeroHash);
      await governor
        .connect(alice)
        .propose(proposal.targets, proposal.values, proposal.calldatas, proposal.description);
      const codeHashes = [keccak256((await provider.getCode(token)) as string), ZeroHash];
      expect(await governor.codeDigestOf(proposalId)).to.equal(
        keccak256(AbiCoder.defaultAbiCoder().encode(["bytes32[]"], [codeHashes])),
      );
    });
  });
});
