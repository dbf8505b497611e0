import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import { loadFixture } from "../support/loadFixture.ts";
import {
  failedRoundOfSilentSponsor,
  roundBeforeSnapshot,
  roundInOpening,
  settledRound,
  type World,
} from "../support/rounds.ts";

const RECORD = id("olga's record");

describe("SealedUpdates.recordOpening", () => {
  describe("given the round has no committee yet", () => {
    it("reverts with SealedUpdatesNotMember", async () => {
      const { sealing, olga } = await loadFixture(roundBeforeSnapshot);
      await expect(sealing.connect(olga).recordOpening(1n, RECORD))
        .to.be.revertedWithCustomError(sealing, "SealedUpdatesNotMember")
        .withArgs(1n, olga);
    });
  });

  describe("given the caller is not on the committee", () => {
    it("reverts with SealedUpdatesNotMember", async () => {
      const { sealing, mallory } = await loadFixture(settledRound);
      await expect(sealing.connect(mallory).recordOpening(1n, RECORD))
        .to.be.revertedWithCustomError(sealing, "SealedUpdatesNotMember")
        .withArgs(1n, mallory);
    });
  });

  describe("when the digest is zero", () => {
    it("reverts with SealedUpdatesZeroDigest", async () => {
      const { sealing, olga } = await loadFixture(settledRound);
      await expect(sealing.connect(olga).recordOpening(1n, ZeroHash)).to.be.revertedWithCustomError(
        sealing,
        "SealedUpdatesZeroDigest",
      );
    });
  });

  for (const [fixture, state] of [
    [roundInOpening, "in Opening"],
    [settledRound, "settled"],
    [failedRoundOfSilentSponsor, "failed"],
  ] as const) {
    describe(`given the caller is a member of a round that is ${state}`, () => {
      it("emits OpeningRecorded, and again for a later record", async () => {
        const { sealing, olga } = await loadFixture<World>(fixture);
        for (const digest of [RECORD, id("olga's later record")]) {
          await expect(sealing.connect(olga).recordOpening(1n, digest))
            .to.emit(sealing, "OpeningRecorded")
            .withArgs(1n, olga, digest);
        }
      });
    });
  }
});
