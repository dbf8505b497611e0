import { expect } from "chai";
import { parseEther } from "ethers";
import {
  deployedGovernor,
  ethers,
  type ModelGovernorParameters,
  networkHelpers,
  PARAMETERS,
} from "../support/governanceFixture.ts";

const HOUR = 3_600n;
const DAY = 86_400n;
const MAX_THRESHOLD = parseEther("10000000");

/** One case per bound: the setting just outside it and the error that says so. */
const OUT_OF_RANGE: [string, Partial<ModelGovernorParameters>, string, bigint[]][] = [
  ["the voting delay is too short", { votingDelay: HOUR - 1n }, "VotingDelayOutOfRange", [HOUR - 1n, HOUR, 14n * DAY]],
  [
    "the voting delay is too long",
    { votingDelay: 14n * DAY + 1n },
    "VotingDelayOutOfRange",
    [14n * DAY + 1n, HOUR, 14n * DAY],
  ],
  ["the voting period is too short", { votingPeriod: DAY - 1n }, "VotingPeriodOutOfRange", [DAY - 1n, DAY, 30n * DAY]],
  [
    "the voting period is too long",
    { votingPeriod: 30n * DAY + 1n },
    "VotingPeriodOutOfRange",
    [30n * DAY + 1n, DAY, 30n * DAY],
  ],
  [
    "the threshold is above one percent of the cap",
    { proposalThreshold: MAX_THRESHOLD + 1n },
    "ProposalThresholdTooHigh",
    [MAX_THRESHOLD + 1n, MAX_THRESHOLD],
  ],
  ["the quorum is zero", { quorumNumerator: 0n }, "QuorumOutOfRange", [0n, 1n, 40n]],
  ["the quorum is too high", { quorumNumerator: 41n }, "QuorumOutOfRange", [41n, 1n, 40n]],
  [
    "the late-quorum extension is too short",
    { lateQuorumExtension: HOUR - 1n },
    "LateQuorumExtensionTooShort",
    [HOUR - 1n, HOUR],
  ],
];

describe("ModelGovernor.constructor", () => {
  for (const [condition, parameters, error, args] of OUT_OF_RANGE) {
    describe(`when ${condition}`, () => {
      it(`reverts with ModelGovernor${error}`, async () => {
        const { governor, timelock, votingPower, registry } = await networkHelpers.loadFixture(deployedGovernor);
        await expect(
          ethers.deployContract("ModelGovernor", [{ ...PARAMETERS, ...parameters }, timelock, votingPower, registry]),
        )
          .to.be.revertedWithCustomError(governor, `ModelGovernor${error}`)
          .withArgs(...args);
      });
    });
  }

  describe("when the late-quorum extension is longer than the voting period", () => {
    it("reverts with GovernorPreventLateQuorumVoteExtensionTooLarge", async () => {
      const { governor, timelock, votingPower, registry } = await networkHelpers.loadFixture(deployedGovernor);
      const lateQuorumExtension = PARAMETERS.votingPeriod + 1n;
      await expect(
        ethers.deployContract("ModelGovernor", [
          { ...PARAMETERS, lateQuorumExtension },
          timelock,
          votingPower,
          registry,
        ]),
      )
        .to.be.revertedWithCustomError(governor, "GovernorPreventLateQuorumVoteExtensionTooLarge")
        .withArgs(lateQuorumExtension, PARAMETERS.votingPeriod);
    });
  });

  describe("when every setting is at its bound", () => {
    it("deploys", async () => {
      const { timelock, votingPower, registry } = await networkHelpers.loadFixture(deployedGovernor);
      const bounds: ModelGovernorParameters[] = [
        { votingDelay: HOUR, votingPeriod: DAY, proposalThreshold: 0n, quorumNumerator: 1n, lateQuorumExtension: HOUR },
        {
          votingDelay: 14n * DAY,
          votingPeriod: 30n * DAY,
          proposalThreshold: MAX_THRESHOLD,
          quorumNumerator: 40n,
          lateQuorumExtension: 30n * DAY,
        },
      ];
      for (const parameters of bounds) {
        await ethers.deployContract("ModelGovernor", [parameters, timelock, votingPower, registry]);
      }
    });
  });

  describe("when the settings are within bounds", () => {
    it("stores what it was given", async () => {
      const { governor, token, timelock, votingPower, registry } = await networkHelpers.loadFixture(deployedGovernor);
      expect(await governor.name()).to.equal("Commonweights Governor");
      expect(await governor.votingDelay()).to.equal(PARAMETERS.votingDelay);
      expect(await governor.votingPeriod()).to.equal(PARAMETERS.votingPeriod);
      expect(await governor.proposalThreshold()).to.equal(PARAMETERS.proposalThreshold);
      expect(await governor["quorumNumerator()"]()).to.equal(PARAMETERS.quorumNumerator);
      expect(await governor.lateQuorumVoteExtension()).to.equal(PARAMETERS.lateQuorumExtension);
      expect(await governor.timelock()).to.equal(timelock);
      expect(await governor.token()).to.equal(votingPower);
      expect(await governor.MODEL_REGISTRY()).to.equal(registry);
      expect(await governor.CLOCK_MODE()).to.equal("mode=timestamp");
      expect(await governor.clock()).to.equal(await networkHelpers.time.latest());
      expect(MAX_THRESHOLD).to.equal((await token.CAP()) / 100n);
    });

    it("fits the size limit of EIP-170", async () => {
      const { governor } = await networkHelpers.loadFixture(deployedGovernor);
      expect(((await governor.getDeployedCode()) ?? "0x").length / 2 - 1).to.be.lessThan(24_576);
    });
  });
});
