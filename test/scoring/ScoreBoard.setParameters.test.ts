import { expect } from "chai";
import { parseEther } from "ethers";
import { parameters } from "../../rocketh/parameters.ts";
import { fieldsOf } from "../support/fieldsOf.ts";
import { loadFixture } from "../support/loadFixture.ts";
import { modelWithSeats, roundInScoreCommit } from "../support/rounds.ts";

const CHANGED = { minSeatStake: parseEther("2000"), quorumBps: 7_500n, slashBps: 2_000n };

const RANGES = [
  ["minSeatStake", parseEther("1"), parseEther("1000000")],
  ["quorumBps", 5_001n, 10_000n],
  ["slashBps", 100n, 10_000n],
] as const;

describe("ScoreBoard.setParameters", () => {
  describe("when the caller is not governance", () => {
    it("reverts with AccessManagedUnauthorized", async () => {
      const { board, deployer, olga, mallory } = await loadFixture(modelWithSeats);
      for (const caller of [deployer, olga, mallory]) {
        await expect(board.connect(caller).setParameters(CHANGED))
          .to.be.revertedWithCustomError(board, "AccessManagedUnauthorized")
          .withArgs(caller);
      }
    });
  });

  describe("when a value is out of range", () => {
    for (const [name, min, max] of RANGES) {
      for (const value of [min - 1n, max + 1n]) {
        it(`reverts with OracleSeatsParameterOutOfRange for ${name} ${value}`, async () => {
          const { board, timelock } = await loadFixture(modelWithSeats);
          await expect(board.connect(timelock).setParameters({ ...CHANGED, [name]: value }))
            .to.be.revertedWithCustomError(board, "OracleSeatsParameterOutOfRange")
            .withArgs(value, min, max);
        });
      }

      it(`accepts the bounds of ${name}`, async () => {
        const { board, timelock } = await loadFixture(modelWithSeats);
        for (const value of [min, max]) {
          await board.connect(timelock).setParameters({ ...CHANGED, [name]: value });
          expect((await board.parameters())[name]).to.equal(value);
        }
      });
    }

    it("refuses to deploy a board with such values", async () => {
      const { ethers, addresses, staking, board } = await loadFixture(modelWithSeats);
      const { accessManager, trainingRounds, rewardPool, modelRegistry } = addresses;
      await expect(
        ethers.deployContract("ScoreBoard", [
          accessManager,
          await staking.getAddress(),
          trainingRounds,
          rewardPool,
          modelRegistry,
          { ...CHANGED, slashBps: 99n },
        ]),
      )
        .to.be.revertedWithCustomError(board, "OracleSeatsParameterOutOfRange")
        .withArgs(99n, 100n, 10_000n);
    });
  });

  describe("when governance sets permitted values", () => {
    it("stores them and emits ParametersChanged", async () => {
      const { board, timelock } = await loadFixture(modelWithSeats);
      await expect(board.connect(timelock).setParameters(CHANGED))
        .to.emit(board, "ParametersChanged")
        .withArgs(Object.values(CHANGED));
      expect(fieldsOf(await board.parameters())).to.deep.equal(CHANGED);
    });
  });

  describe("given a committee was snapshotted before", () => {
    it("leaves it bound to what held then", async () => {
      const { board, timelock } = await loadFixture(roundInScoreCommit);
      await board.connect(timelock).setParameters(CHANGED);
      const committee = await board.committeeOf(1n);
      expect(committee.quorumBps).to.equal(parameters.committee.quorumBps);
      expect(committee.slashBps).to.equal(parameters.committee.slashBps);
    });
  });
});
