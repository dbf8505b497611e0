import { expect } from "chai";
import { AbiCoder, id, keccak256 } from "ethers";
import { loadFixture } from "../support/loadFixture.ts";
import {
  Failure,
  failedRoundOfSilentSponsor,
  PHASES,
  Phase,
  roundInCommit,
  roundInOpening,
  settledRound,
} from "../support/rounds.ts";

const UNKNOWN = 99n;

describe("TrainingRounds views", () => {
  describe("when the round does not exist", () => {
    it("phaseOf and failureOf say None", async () => {
      const { rounds } = await loadFixture(roundInCommit);
      expect(await rounds.phaseOf(UNKNOWN)).to.equal(Phase.None);
      expect(await rounds.failureOf(UNKNOWN)).to.equal(Failure.None);
      expect(await rounds.isProvenanceLawful(UNKNOWN)).to.equal(false);
    });

    it("roundOf and deadlinesOf revert with TrainingRoundsUnknownRound", async () => {
      const { rounds } = await loadFixture(roundInCommit);
      for (const view of ["roundOf", "deadlinesOf"] as const) {
        await expect(rounds.getFunction(view)(UNKNOWN))
          .to.be.revertedWithCustomError(rounds, "TrainingRoundsUnknownRound")
          .withArgs(UNKNOWN);
      }
    });

    it("lists and updates are empty", async () => {
      const { rounds, bob } = await loadFixture(roundInCommit);
      expect(await rounds.datasetsOf(UNKNOWN)).to.deep.equal([]);
      expect(await rounds.withdrawnDatasetsOf(UNKNOWN)).to.deep.equal([]);
      expect((await rounds.updateOf(UNKNOWN, bob)).committedAt).to.equal(0n);
    });
  });

  it("deadlinesOf adds the phases up", async () => {
    const { rounds } = await loadFixture(roundInCommit);
    let endsAt = (await rounds.roundOf(1n)).startedAt;
    const expected = Object.values(PHASES).map((seconds) => (endsAt += seconds));
    expect(await rounds.deadlinesOf(1n)).to.deep.equal(expected);
  });

  it("commitmentOf binds domain, chain, contract, round, contributor, digest and salt", async () => {
    const { rounds, bob, ethers } = await loadFixture(roundInCommit);
    const { chainId } = await ethers.provider.getNetwork();
    const expected = keccak256(
      AbiCoder.defaultAbiCoder().encode(
        ["bytes32", "uint256", "address", "uint256", "address", "bytes32", "bytes32"],
        [
          id("commonweights.TrainingRounds.update.v1"),
          chainId,
          await rounds.getAddress(),
          7n,
          bob.address,
          id("d"),
          id("s"),
        ],
      ),
    );
    expect(await rounds.commitmentOf(7n, bob, id("d"), id("s"))).to.equal(expected);
  });

  it("isProvenanceLawful is true for settled rounds only", async () => {
    for (const [fixture, isLawful] of [
      [roundInOpening, false],
      [failedRoundOfSilentSponsor, false],
      [settledRound, true],
    ] as const) {
      const { rounds } = await loadFixture<Awaited<ReturnType<typeof roundInCommit>>>(fixture);
      expect(await rounds.isProvenanceLawful(1n)).to.equal(isLawful);
    }
  });

  it("names the contracts it was deployed with", async () => {
    const { rounds, addresses } = await loadFixture(roundInCommit);
    expect(await rounds.MODELS()).to.equal(addresses.modelRegistry);
    expect(await rounds.DATASETS()).to.equal(addresses.datasetRegistry);
    expect(await rounds.MARKET()).to.equal(addresses.licenseMarket);
    expect(await rounds.POOL()).to.equal(addresses.rewardPool);
    expect(await rounds.authority()).to.equal(addresses.accessManager);
    expect(await rounds.MAX_CONTRIBUTORS()).to.equal(100_000n);
    expect(await rounds.CHUNK_SIZE()).to.equal(1024n);
  });
});
