import { expect } from "chai";
import { loadFixture } from "../support/loadFixture.ts";
import { FEE, modelWithSeats, Outcome, openRound, POT, roundInCommit, signerOf } from "../support/rounds.ts";
import { allowMockToken } from "../support/roundsTokens.ts";

// What a round's opening does to the pool is in TrainingRounds.openRound.test.ts; here is what only the pool decides.
describe("RewardPool.open", () => {
  describe("when the caller is not the rounds contract", () => {
    it("reverts with AccessManagedUnauthorized", async () => {
      const { pool, token, sam, timelock } = await loadFixture(modelWithSeats);
      for (const caller of [sam, timelock]) {
        await expect(pool.connect(caller).open(1n, 1n, sam, token, POT, FEE, true))
          .to.be.revertedWithCustomError(pool, "AccessManagedUnauthorized")
          .withArgs(caller);
      }
    });
  });

  describe("given the round was opened before", () => {
    it("reverts with RewardPoolWrongOutcome", async () => {
      const world = await loadFixture(roundInCommit);
      const rounds = await signerOf(world, world.rounds);
      await expect(world.pool.connect(rounds).open(1n, 1n, world.sam, world.token, POT, FEE, false))
        .to.be.revertedWithCustomError(world.pool, "RewardPoolWrongOutcome")
        .withArgs(1n, Outcome.Open, Outcome.None);
    });
  });

  describe("given the token keeps a part of every transfer", () => {
    it("counts what arrived, and takes what is missing from the pot first", async () => {
      const world = await loadFixture(modelWithSeats);
      const { pool, sam } = world;
      const feeToken = await allowMockToken(world, "FeeOnTransferToken");
      await openRound(world, { token: feeToken, pot: 900n, oracleFee: 100n, bond: 0n });
      expect((await pool.potOf(1n, feeToken)).funded).to.equal(890n);
      expect((await pool.accountOf(1n)).fee).to.equal(100n);
      expect(await pool.contributionOf(1n, sam)).to.equal(890n);
      expect(await feeToken.balanceOf(pool)).to.equal(990n);
    });

    it("takes it from the fee when the pot is too small", async () => {
      const world = await loadFixture(modelWithSeats);
      const feeToken = await allowMockToken(world, "FeeOnTransferToken");
      await openRound(world, { token: feeToken, pot: 0n, oracleFee: 1_000n, bond: 0n });
      const account = await world.pool.accountOf(1n);
      expect([account.fee, account.feeTotal]).to.deep.equal([990n, 990n]);
      expect((await world.pool.potOf(1n, feeToken)).funded).to.equal(0n);
    });
  });
});
