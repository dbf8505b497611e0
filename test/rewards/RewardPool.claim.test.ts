import { expect } from "chai";
import { AbiCoder, dataSlice, id, keccak256, toBeHex, ZeroAddress } from "ethers";
import { shareOf } from "../../src/scoring/settlement.ts";
import { loadFixture } from "../support/loadFixture.ts";
import {
  agreement,
  claim,
  columnsOf,
  FEE,
  modelWithSeats,
  POT,
  playToSettling,
  REVENUE_SHARE_BPS,
  roundInSettling,
  SCORES,
  type Share,
  settledRound,
  TOTAL_SCORE,
  treeOf,
  type World,
} from "../support/rounds.ts";
import { allowMockToken } from "../support/roundsTokens.ts";

const EARNED = (POT * TOTAL_SCORE) / 1_000_000_000n;
const DUE = SCORES.map((score) => shareOf(EARNED, score, TOTAL_SCORE));

/** Three settled rounds with the same contributors, of pots that do not divide evenly; `shares[i]` are those of contributor i. */
async function threeSettledRounds() {
  const world = await modelWithSeats();
  const scores = [
    [333_333_333, 333_333_333, 333_333_333],
    [700_000_001, 0, 299_999_998],
    [1, 2, 4],
  ];
  const pots = [1_000_003n, 7n * 10n ** 20n + 1n, 10n ** 23n + 11n];
  const shares: [Share[], Share[], Share[]] = [[], [], []];
  for (const [r, vector] of scores.entries()) {
    const ballots = agreement(world).map((ballot) => ({ ...ballot, scores: vector }));
    const roundId = await playToSettling(world, ballots, { pot: pots[r]!, oracleFee: FEE });
    await world.board.settle(roundId, columnsOf(world, ballots.slice(0, 1)));
    const tree = await treeOf(world, vector, undefined, roundId);
    for (const i of [0, 1, 2] as const) shares[i].push(tree.shareOf(i));
  }
  return { ...world, shares };
}

function contributorsOf({ bob, carol, dave }: World) {
  return [bob, carol, dave] as const;
}

/** What dave keeps of a reward, after the dataset's part. */
function keptOf(amount: bigint): bigint {
  return amount - (amount * REVENUE_SHARE_BPS) / 10_000n;
}

describe("RewardPool.claim", () => {
  describe("when nothing is due", () => {
    it("reverts with RewardPoolNothingToClaim: no share", async () => {
      const world = await loadFixture(settledRound);
      await expect(claim(world, { contributor: world.bob, shares: [] }))
        .to.be.revertedWithCustomError(world.pool, "RewardPoolNothingToClaim")
        .withArgs(world.token, world.bob);
    });

    it("reverts with RewardPoolNothingToClaim: a round that does not exist or is not settled", async () => {
      const world = await loadFixture(roundInSettling);
      const tree = await treeOf(world, SCORES);
      for (const roundId of [1n, 9n]) {
        await expect(claim(world, { contributor: world.bob, shares: [{ ...tree.shareOf(0), roundId }] }))
          .to.be.revertedWithCustomError(world.pool, "RewardPoolNothingToClaim")
          .withArgs(world.token, world.bob);
      }
    });

    it("reverts with RewardPoolNothingToClaim: a token that was never paid in", async () => {
      const world = await loadFixture(settledRound);
      const other = await allowMockToken(world, "PaymentToken");
      expect(await world.pool.claimableOf(1n, other, 0n, SCORES[0])).to.equal(0n);
      for (const token of [other, world.mallory]) {
        await expect(claim(world, { contributor: world.bob, shares: [world.tree.shareOf(0)], token }))
          .to.be.revertedWithCustomError(world.pool, "RewardPoolNothingToClaim")
          .withArgs(token, world.bob);
      }
    });

    it("reverts with RewardPoolNothingToClaim: a score of zero", async () => {
      const { shares, ...world } = await loadFixture(threeSettledRounds);
      await expect(claim(world, { contributor: world.carol, shares: [shares[1][1]!] }))
        .to.be.revertedWithCustomError(world.pool, "RewardPoolNothingToClaim")
        .withArgs(world.token, world.carol);
    });

    it("reverts with RewardPoolNothingToClaim: claimed before", async () => {
      const world = await loadFixture(settledRound);
      const shares = [world.tree.shareOf(0)];
      await claim(world, { contributor: world.bob, shares });
      await expect(claim(world, { contributor: world.bob, shares }))
        .to.be.revertedWithCustomError(world.pool, "RewardPoolNothingToClaim")
        .withArgs(world.token, world.bob);
    });
  });

  describe("POT-3: when the share is not the true leaf at its position", () => {
    it("reverts: another contributor's share", async () => {
      const world = await loadFixture(settledRound);
      for (const contributor of [world.carol, world.mallory]) {
        await expect(claim(world, { contributor, shares: [world.tree.shareOf(0)] })).to.be.revertedWithCustomError(
          world.pool,
          "RewardPoolBadProof",
        );
      }
    });

    it("reverts: another score", async () => {
      const world = await loadFixture(settledRound);
      const share = world.tree.shareOf(2);
      for (const score of [share.score + 1n, share.score - 1n, 0n, 2n ** 32n - 1n]) {
        await expect(
          claim(world, { contributor: world.dave, shares: [{ ...share, score }] }),
        ).to.be.revertedWithCustomError(world.pool, "RewardPoolBadProof");
      }
    });

    it("reverts: a score that only shows its true value in its lower 32 bits", async () => {
      const world = await loadFixture(settledRound);
      const { pool, bob, token } = world;
      const share = world.tree.shareOf(0);
      const { to, data } = await pool.claim.populateTransaction(bob, token, [share]);
      const word = toBeHex(share.score, 32).slice(2);
      for (const score of [share.score + 2n ** 32n, share.score + 2n ** 255n]) {
        const forged = data.replace(word, toBeHex(score, 32).slice(2));
        expect(forged).to.not.equal(data);
        await expect(bob.sendTransaction({ to, data: forged })).to.be.revertedWithoutReason(world.ethers);
      }
      expect(await pool.claimableOf(1n, token, 0n, share.score)).to.equal(DUE[0]);
    });

    it("reverts: another position", async () => {
      const world = await loadFixture(settledRound);
      for (const index of [1n, 2n]) {
        const share = { ...world.tree.shareOf(0), index };
        await expect(claim(world, { contributor: world.bob, shares: [share] })).to.be.revertedWithCustomError(
          world.pool,
          "RewardPoolBadProof",
        );
      }
    });

    it("reverts: a position behind the last contributor", async () => {
      const world = await loadFixture(settledRound);
      for (const index of [3n, 4n, 2n ** 32n, 2n ** 255n]) {
        const share = { ...world.tree.shareOf(0), index };
        await expect(claim(world, { contributor: world.bob, shares: [share] })).to.be.revertedWithCustomError(
          world.pool,
          "RewardPoolBadProof",
        );
      }
    });

    it("reverts: any sibling changed or swapped", async () => {
      const world = await loadFixture(settledRound);
      const share = world.tree.shareOf(0);
      const honest = share.proof as string[];
      const wrong = dataSlice(id("x"), 0, 24);
      const swapped = [honest[1]!, honest[0]!, ...honest.slice(2)];
      for (const proof of [...honest.map((_, level) => honest.with(level, wrong)), swapped]) {
        await expect(
          claim(world, { contributor: world.bob, shares: [{ ...share, proof }] }),
        ).to.be.revertedWithCustomError(world.pool, "RewardPoolBadProof");
      }
    });

    it("reverts: the same contributor's share of another round", async () => {
      const { shares, ...world } = await loadFixture(threeSettledRounds);
      const share = { ...shares[0][0]!, roundId: 2n };
      await expect(claim(world, { contributor: world.bob, shares: [share] })).to.be.revertedWithCustomError(
        world.pool,
        "RewardPoolBadProof",
      );
    });

    it("names what the proof leads to and what it should", async () => {
      const world = await loadFixture(settledRound);
      const wrong = await treeOf(world, [1, 2, 3]);
      await expect(claim(world, { contributor: world.bob, shares: [wrong.shareOf(0)] }))
        .to.be.revertedWithCustomError(world.pool, "RewardPoolBadProof")
        .withArgs(1n, wrong.root, world.tree.root);
    });

    it("the leaves name chain, pool and round", async () => {
      const { pool, ethers } = await loadFixture(settledRound);
      const { chainId } = await ethers.provider.getNetwork();
      const expected = keccak256(
        AbiCoder.defaultAbiCoder().encode(
          ["bytes32", "uint256", "address"],
          [id("commonweights.RewardPool.leaf.v1"), chainId, await pool.getAddress()],
        ),
      );
      expect(await pool.leafDomainOf(5n)).to.equal(toBeHex(BigInt(expected) ^ 5n, 32));
    });
  });

  describe("when a contributor claims its share", () => {
    it("pays it, marks it paid and emits RewardClaimed", async () => {
      const world = await loadFixture(settledRound);
      const { pool, token, bob, ethers } = world;
      const shares = [world.tree.shareOf(0)];
      expect(await pool.claimableOf(1n, token, 0n, SCORES[0])).to.equal(DUE[0]);
      expect(await pool.connect(bob).claim.staticCall(bob, token, shares)).to.equal(DUE[0]);
      const claiming = claim(world, { contributor: bob, shares });
      await expect(claiming).to.emit(pool, "RewardClaimed").withArgs(bob, 1n, token, DUE[0]);
      await expect(claiming).to.not.emit(pool, "RevenueShared");
      await expect(claiming).to.changeTokenBalances(ethers, token, [bob, pool], [DUE[0]!, -DUE[0]!]);
      expect(await pool.claimableOf(1n, token, 0n, SCORES[0])).to.equal(0n);
      expect((await pool.potOf(1n, token)).funded).to.equal(EARNED);
    });
  });

  describe("given the update was trained under a license with a revenue share", () => {
    it("sets the dataset's part aside", async () => {
      const world = await loadFixture(settledRound);
      const { pool, token, alice, dave, ethers } = world;
      const kept = keptOf(DUE[2]!);
      const claiming = claim(world, { contributor: dave, shares: [world.tree.shareOf(2)] });
      await expect(claiming).to.emit(pool, "RewardClaimed").withArgs(dave, 1n, token, DUE[2]);
      await expect(claiming)
        .to.emit(pool, "RevenueShared")
        .withArgs(1n, 1n, token, DUE[2]! - kept);
      await expect(claiming).to.changeTokenBalances(ethers, token, [dave, alice, pool], [kept, 0n, -kept]);
      expect(await pool.revenueOf(1n, token)).to.equal(DUE[2]! - kept);
    });

    it("shares later payments likewise, in every token, down to amounts too small to share", async () => {
      const world = await loadFixture(settledRound);
      const { pool, dave, erin } = world;
      const other = await allowMockToken(world, "PaymentToken");
      // dave's ninth of 36 is 4, of which a fifth rounds down to nothing.
      await pool.connect(erin).fund(1n, other, 36n);
      const shares = [world.tree.shareOf(2)];
      await expect(claim(world, { contributor: dave, shares, token: other })).to.not.emit(pool, "RevenueShared");
      await pool.connect(erin).fund(1n, other, 9_000n);
      await claim(world, { contributor: dave, shares, token: other });
      expect(await pool.revenueOf(1n, other)).to.equal(200n);
      expect((await other.balanceOf(dave)) % 10_000n).to.equal(804n);
    });
  });

  describe("POT-4: whoever calls", () => {
    it("pays the contributor when a stranger calls", async () => {
      const world = await loadFixture(settledRound);
      const { pool, token, bob, mallory, ethers } = world;
      const claiming = claim(world, { contributor: bob, shares: [world.tree.shareOf(0)], caller: mallory });
      await expect(claiming).to.changeTokenBalances(ethers, token, [bob, mallory, pool], [DUE[0]!, 0n, -DUE[0]!]);
    });

    it("pays the claimer when the claimer calls, and the contributor when it calls itself", async () => {
      const world = await loadFixture(settledRound);
      const { pool, token, bob, erin, ethers } = world;
      await pool.connect(bob).setClaimer(erin);
      const shares = [world.tree.shareOf(0)];
      const claiming = claim(world, { contributor: bob, shares, caller: erin });
      await expect(claiming).to.emit(pool, "RewardClaimed").withArgs(bob, 1n, token, DUE[0]);
      await expect(claiming).to.changeTokenBalances(ethers, token, [bob, erin], [0n, DUE[0]!]);
      await pool.connect(erin).fund(1n, token, EARNED);
      await expect(claim(world, { contributor: bob, shares })).to.changeTokenBalances(
        ethers,
        token,
        [bob, erin],
        [DUE[0]!, 0n],
      );
    });

    it("pays the contributor when its claimer lets somebody else call", async () => {
      const world = await loadFixture(settledRound);
      const { pool, token, bob, erin, mallory, ethers } = world;
      await pool.connect(bob).setClaimer(erin);
      const claiming = claim(world, { contributor: bob, shares: [world.tree.shareOf(0)], caller: mallory });
      await expect(claiming).to.changeTokenBalances(ethers, token, [bob, erin, mallory], [DUE[0]!, 0n, 0n]);
    });

    it("a claimer's part is the contributor's alone: the dataset's part stays", async () => {
      const world = await loadFixture(settledRound);
      const { pool, token, dave, erin, ethers } = world;
      await pool.connect(dave).setClaimer(erin);
      const claiming = claim(world, { contributor: dave, shares: [world.tree.shareOf(2)], caller: erin });
      await expect(claiming).to.changeTokenBalances(ethers, token, [dave, erin], [0n, keptOf(DUE[2]!)]);
    });
  });

  describe("when a batch claims over many rounds", () => {
    it("pays all in one transfer", async () => {
      const { shares, ...world } = await loadFixture(threeSettledRounds);
      const { pool, token, bob, ethers } = world;
      let due = 0n;
      for (const { roundId, score } of shares[0]) due += await pool.claimableOf(roundId, token, 0n, score);
      const claiming = claim(world, { contributor: bob, shares: shares[0] });
      await expect(claiming).to.changeTokenBalances(ethers, token, [bob, pool], [due, -due]);
      const receipt = await (await claiming).wait();
      const names = receipt!.logs.map((log) => pool.interface.parseLog(log)?.name ?? "Transfer");
      expect(names).to.deep.equal(["RewardClaimed", "RewardClaimed", "RewardClaimed", "Transfer"]);
    });

    it("passes over stale and repeated entries", async () => {
      const { shares, ...world } = await loadFixture(threeSettledRounds);
      const { pool, token, bob, ethers } = world;
      await claim(world, { contributor: bob, shares: [shares[0][0]!] });
      const due = await pool.claimableOf(2n, token, 0n, shares[0][1]!.score);
      const batch = [shares[0][0]!, shares[0][1]!, shares[0][1]!];
      await expect(claim(world, { contributor: bob, shares: batch })).to.changeTokenBalances(
        ethers,
        token,
        [bob],
        [due],
      );
    });

    it("reverts as a whole when one entry is forged", async () => {
      const { shares, ...world } = await loadFixture(threeSettledRounds);
      const forged = { ...shares[0][2]!, score: 7n };
      await expect(
        claim(world, { contributor: world.bob, shares: [shares[0][0]!, forged] }),
      ).to.be.revertedWithCustomError(world.pool, "RewardPoolBadProof");
    });
  });

  describe("POT-5: given payments into a settled pot", () => {
    it("pays everyone the same share of the total, whether and whenever it claimed before", async () => {
      const world = await loadFixture(settledRound);
      const { pool, token, erin } = world;
      const [bob, carol, dave] = contributorsOf(world);
      const payments = [1_000_003n, 1n, 999n, 10n ** 21n + 7n];
      const before = await Promise.all([bob, carol, dave].map((actor) => token.balanceOf(actor)));
      let funded = EARNED;
      // bob claims after every payment, carol now and then, dave once, at the end.
      await claim(world, { contributor: bob, shares: [world.tree.shareOf(0)] });
      for (const [k, payment] of payments.entries()) {
        await pool.connect(erin).fund(1n, token, payment);
        funded += payment;
        if ((await pool.claimableOf(1n, token, 0n, SCORES[0])) > 0n) {
          await claim(world, { contributor: bob, shares: [world.tree.shareOf(0)] });
        }
        if (k % 2 === 1) await claim(world, { contributor: carol, shares: [world.tree.shareOf(1)] });
      }
      await claim(world, { contributor: dave, shares: [world.tree.shareOf(2)] });
      for (const [i, contributor] of [bob, carol, dave].entries()) {
        const due = shareOf(funded, SCORES[i]!, TOTAL_SCORE);
        const received = (await token.balanceOf(contributor)) - before[i]!;
        const shared = contributor === dave ? await pool.revenueOf(1n, token) : 0n;
        expect(received + shared).to.equal(due);
        expect(await pool.claimableOf(1n, token, i, SCORES[i]!)).to.equal(0n);
      }
    });

    it("keeps tokens apart", async () => {
      const world = await loadFixture(settledRound);
      const { pool, bob, erin, ethers } = world;
      const other = await allowMockToken(world, "PaymentToken");
      await pool.connect(erin).fund(1n, other, 900n);
      const shares = [world.tree.shareOf(0)];
      await expect(claim(world, { contributor: bob, shares, token: other })).to.changeTokenBalances(
        ethers,
        other,
        [bob, pool],
        [500n, -500n],
      );
      expect(await pool.claimableOf(1n, world.token, 0n, SCORES[0])).to.equal(DUE[0]);
    });

    it("still pays in a token that governance barred since", async () => {
      const world = await loadFixture(settledRound);
      const { pool, token, timelock, bob, ethers } = world;
      await pool.connect(timelock).setTokenAllowed(token, false);
      await expect(claim(world, { contributor: bob, shares: [world.tree.shareOf(0)] })).to.changeTokenBalances(
        ethers,
        token,
        [bob],
        [DUE[0]!],
      );
    });

    it("pays out what it holds of a token that keeps a part: the receiver bears it", async () => {
      const world = await loadFixture(settledRound);
      const { pool, bob, erin, ethers } = world;
      const feeToken = await allowMockToken(world, "FeeOnTransferToken");
      await pool.connect(erin).fund(1n, feeToken, 10_000n);
      const claiming = claim(world, { contributor: bob, shares: [world.tree.shareOf(0)], token: feeToken });
      await expect(claiming).to.changeTokenBalances(ethers, feeToken, [pool, bob], [-5_500n, 5_445n]);
    });
  });

  describe("POT-2: in any order", () => {
    const ORDERS = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ] as const;

    it("everyone receives the same, and less than a unit a contributor stays in each pot", async () => {
      const endings: bigint[][] = [];
      for (const order of ORDERS) {
        const { shares, ...world } = await loadFixture(threeSettledRounds);
        const { pool, token } = world;
        const contributors = contributorsOf(world);
        const before = await token.balanceOf(pool);
        for (const i of order) await claim(world, { contributor: contributors[i], shares: shares[i] });
        const funded = await fundedIn(world);
        const revenue = await pool.revenueOf(1n, token);
        const left = funded - (before - (await token.balanceOf(pool))) - revenue;
        expect(left >= 0n && left < 9n).to.equal(true);
        endings.push([...(await Promise.all(contributors.map((actor) => token.balanceOf(actor)))), revenue]);
      }
      for (const ending of endings) expect(ending).to.deep.equal(endings[0]);
    });
  });
});

describe("RewardPool.setClaimer", () => {
  it("names and removes a claimer and emits ClaimerChanged", async () => {
    const { pool, bob, erin } = await loadFixture(settledRound);
    for (const claimer of [erin.address, ZeroAddress]) {
      await expect(pool.connect(bob).setClaimer(claimer)).to.emit(pool, "ClaimerChanged").withArgs(bob, claimer);
      expect(await pool.claimerOf(bob)).to.equal(claimer);
    }
  });

  it("a removed claimer calls like a stranger", async () => {
    const world = await loadFixture(settledRound);
    const { pool, token, bob, erin, ethers } = world;
    await pool.connect(bob).setClaimer(erin);
    await pool.connect(bob).setClaimer(ZeroAddress);
    const claiming = claim(world, { contributor: bob, shares: [world.tree.shareOf(0)], caller: erin });
    await expect(claiming).to.changeTokenBalances(ethers, token, [bob, erin], [DUE[0]!, 0n]);
  });
});

describe("RewardPool.withdrawRevenue", () => {
  it("reverts with RewardPoolNoRevenue when nothing waits", async () => {
    const { pool, token } = await loadFixture(settledRound);
    await expect(pool.withdrawRevenue(1n, token))
      .to.be.revertedWithCustomError(pool, "RewardPoolNoRevenue")
      .withArgs(1n, token);
  });

  it("pays the dataset's owner, whoever calls, and emits RevenueWithdrawn", async () => {
    const world = await loadFixture(settledRound);
    const { pool, token, alice, dave, mallory, ethers } = world;
    await claim(world, { contributor: dave, shares: [world.tree.shareOf(2)] });
    const part = DUE[2]! - keptOf(DUE[2]!);
    expect(await pool.withdrawRevenue.staticCall(1n, token)).to.equal(part);
    const withdrawing = pool.connect(mallory).withdrawRevenue(1n, token);
    await expect(withdrawing).to.emit(pool, "RevenueWithdrawn").withArgs(1n, alice, token, part);
    await expect(withdrawing).to.changeTokenBalances(ethers, token, [alice, pool, mallory], [part, -part, 0n]);
    expect(await pool.revenueOf(1n, token)).to.equal(0n);
  });

  it("pays the owner of today", async () => {
    const world = await loadFixture(settledRound);
    const { pool, datasets, token, alice, dave, erin, ethers } = world;
    await claim(world, { contributor: dave, shares: [world.tree.shareOf(2)] });
    await datasets.connect(alice).transferFrom(alice, erin, 1n);
    const part = DUE[2]! - keptOf(DUE[2]!);
    await expect(pool.withdrawRevenue(1n, token)).to.changeTokenBalances(ethers, token, [alice, erin], [0n, part]);
  });
});

/** What all settled rounds of the world hold for their contributors. */
async function fundedIn({ pool, rounds, token }: World): Promise<bigint> {
  let funded = 0n;
  for (let roundId = 1n; roundId <= (await rounds.roundCount()); roundId++) {
    funded += (await pool.potOf(roundId, token)).funded;
  }
  return funded;
}
