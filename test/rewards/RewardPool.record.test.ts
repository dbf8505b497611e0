import { expect } from "chai";
import { id } from "ethers";
import { loadFixture } from "../support/loadFixture.ts";
import {
  failedRoundWithoutQuorum,
  Outcome,
  roundInCommit,
  roundInSettling,
  settledRound,
  signerOf,
  type World,
} from "../support/rounds.ts";

type Restricted = {
  readonly name: string;
  readonly by: "rounds" | "board";
  readonly args: (world: World) => unknown[];
};

/** What only the rounds contract and the score board may call, with `open` in its own file. */
const RESTRICTED: readonly Restricted[] = [
  { name: "recordRevenueShare", by: "rounds", args: ({ bob }) => [1n, bob, 1n, 100n] },
  { name: "addToReserve", by: "rounds", args: ({ token }) => [1n, token, 1n] },
  { name: "recordFailure", by: "rounds", args: () => [1n, Outcome.Refunded, 1n] },
  { name: "payForfeited", by: "rounds", args: ({ bob }) => [1n, bob] },
  { name: "recordSubtrees", by: "board", args: () => [1n, 0n, []] },
  { name: "recordSettlement", by: "board", args: () => [1n, id("root"), 1n, 1n, 0n] },
  { name: "payFee", by: "board", args: ({ olga }) => [1n, olga, 1n, 0n] },
];

describe("RewardPool, restricted functions", () => {
  for (const { name, by, args } of RESTRICTED) {
    it(`${name} reverts with AccessManagedUnauthorized for everybody but the ${by}`, async () => {
      const world = await loadFixture(roundInSettling);
      const others = [await signerOf(world, by === "rounds" ? world.board : world.rounds), world.sam, world.timelock];
      for (const caller of others) {
        await expect(world.pool.connect(caller).getFunction(name)(...args(world)))
          .to.be.revertedWithCustomError(world.pool, "AccessManagedUnauthorized")
          .withArgs(caller);
      }
    });
  }

  it("setTokenAllowed reverts with AccessManagedUnauthorized for everybody but governance", async () => {
    const world = await loadFixture(roundInCommit);
    for (const caller of [world.deployer, world.mallory, await signerOf(world, world.rounds)]) {
      await expect(world.pool.connect(caller).setTokenAllowed(world.mallory, true))
        .to.be.revertedWithCustomError(world.pool, "AccessManagedUnauthorized")
        .withArgs(caller);
    }
  });
});

describe("RewardPool.recordRevenueShare", () => {
  it("notes the share and emits RevenueShareRecorded", async () => {
    const world = await loadFixture(roundInCommit);
    const rounds = await signerOf(world, world.rounds);
    await expect(world.pool.connect(rounds).recordRevenueShare(1n, world.bob, 3n, 5_000n))
      .to.emit(world.pool, "RevenueShareRecorded")
      .withArgs(1n, world.bob, 3n, 5_000n);
    expect((await world.pool.accountOf(1n)).hasRevenueShares).to.equal(true);
  });
});

describe("RewardPool.addToReserve", () => {
  it("adds to the model's reserve in that token and emits ReserveChanged", async () => {
    const world = await loadFixture(roundInCommit);
    const { pool, token } = world;
    const rounds = await signerOf(world, world.rounds);
    await pool.connect(rounds).addToReserve(1n, token, 5n);
    await expect(pool.connect(rounds).addToReserve(1n, token, 2n))
      .to.emit(pool, "ReserveChanged")
      .withArgs(1n, token, 7n);
    expect(await pool.reserveOf(1n, token)).to.equal(7n);
    expect(await pool.reserveOf(2n, token)).to.equal(0n);
  });
});

describe("RewardPool.recordSettlement", () => {
  for (const [fixture, outcome] of [
    [settledRound, Outcome.Settled],
    [failedRoundWithoutQuorum, Outcome.Refunded],
  ] as const) {
    it(`reverts with RewardPoolWrongOutcome: ${fixture.name}`, async () => {
      const world: World = await loadFixture<World>(fixture);
      if (outcome === Outcome.Refunded) await world.rounds.closeRound(1n);
      const board = await signerOf(world, world.board);
      await expect(world.pool.connect(board).recordSettlement(1n, id("root"), 1n, 1n, 0n))
        .to.be.revertedWithCustomError(world.pool, "RewardPoolWrongOutcome")
        .withArgs(1n, outcome, Outcome.Open);
    });
  }
});

describe("RewardPool.recordFailure", () => {
  it("reverts with RewardPoolWrongOutcome for a settled round", async () => {
    const world = await loadFixture(settledRound);
    const rounds = await signerOf(world, world.rounds);
    await expect(world.pool.connect(rounds).recordFailure(1n, Outcome.Refunded, 1n))
      .to.be.revertedWithCustomError(world.pool, "RewardPoolWrongOutcome")
      .withArgs(1n, Outcome.Settled, Outcome.Open);
  });
});

describe("RewardPool.setTokenAllowed", () => {
  it("allows and bars a token and emits TokenAllowanceSet", async () => {
    const { pool, token, timelock, mallory } = await loadFixture(roundInCommit);
    for (const isAllowed of [true, false]) {
      await expect(pool.connect(timelock).setTokenAllowed(mallory, isAllowed))
        .to.emit(pool, "TokenAllowanceSet")
        .withArgs(mallory, isAllowed);
      expect(await pool.isTokenAllowed(mallory)).to.equal(isAllowed);
      const allowed = await pool.allowedTokens();
      expect(allowed).to.deep.equal(
        isAllowed ? [await token.getAddress(), mallory.address] : [await token.getAddress()],
      );
    }
  });
});
