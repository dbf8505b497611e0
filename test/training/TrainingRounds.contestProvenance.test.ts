import { expect } from "chai";
import { id } from "ethers";
import { loadFixture } from "../support/loadFixture.ts";
import { Phase, settledRound, signerOf } from "../support/rounds.ts";

const REASON = id("reason");

describe("TrainingRounds.contestProvenance", () => {
  it("reverts with AccessManagedUnauthorized for everybody but governance", async () => {
    const world = await loadFixture(settledRound);
    const board = await signerOf(world, world.board);
    for (const caller of [world.alice, world.sam, world.mallory, board]) {
      await expect(world.rounds.connect(caller).contestProvenance(1n, REASON))
        .to.be.revertedWithCustomError(world.rounds, "AccessManagedUnauthorized")
        .withArgs(caller);
    }
  });

  it("reverts with TrainingRoundsUnknownRound for a round that does not exist", async () => {
    const { rounds, timelock } = await loadFixture(settledRound);
    await expect(rounds.connect(timelock).contestProvenance(2n, REASON))
      .to.be.revertedWithCustomError(rounds, "TrainingRoundsUnknownRound")
      .withArgs(2n);
  });

  it("makes the round's provenance unlawful and emits ProvenanceContested", async () => {
    const { rounds, timelock } = await loadFixture(settledRound);
    expect(await rounds.isProvenanceLawful(1n)).to.equal(true);
    await expect(rounds.connect(timelock).contestProvenance(1n, REASON))
      .to.emit(rounds, "ProvenanceContested")
      .withArgs(1n, REASON);
    expect((await rounds.roundOf(1n)).isContested).to.equal(true);
    expect(await rounds.isProvenanceLawful(1n)).to.equal(false);
    expect(await rounds.phaseOf(1n)).to.equal(Phase.Settled);
  });

  it("GOV-6: bars the round's version from promotion", async () => {
    const { rounds, models, timelock } = await loadFixture(settledRound);
    await rounds.connect(timelock).contestProvenance(1n, REASON);
    await expect(models.connect(timelock).promote(1n, 1n, 2n, REASON))
      .to.be.revertedWithCustomError(models, "ModelRegistryProvenanceUnlawful")
      .withArgs(1n, 2n, 1n);
  });

  it("GOV-6: an uncontested round's version can be promoted", async () => {
    const { models, timelock } = await loadFixture(settledRound);
    await models.connect(timelock).promote(1n, 1n, 2n, REASON);
    expect(await models.liveVersionOf(1n)).to.equal(2n);
  });
});
