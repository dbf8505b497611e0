import { expect } from "chai";
import { sha256, toUtf8Bytes } from "ethers";
import { writeParameters } from "../../src/learning/writeParameters.ts";
import { commitScores } from "../../src/scoring/commitScores.ts";
import { committeeOf } from "../../src/scoring/committeeOf.ts";
import { revealScores } from "../../src/scoring/revealScores.ts";
import { type ScoredRound, scoreRound } from "../../src/scoring/scoreRound.ts";
import { settleRound } from "../../src/scoring/settleRound.ts";
import { announceSealedUpdate } from "../../src/sealing/announceSealedUpdate.ts";
import { forwardSealedUpdate } from "../../src/sealing/forwardSealedUpdate.ts";
import { generateOracleKey } from "../../src/sealing/generateOracleKey.ts";
import { openingRecordsOf } from "../../src/sealing/openingRecordsOf.ts";
import { openSealedStore } from "../../src/sealing/openSealedStore.ts";
import { openUpdate } from "../../src/sealing/openUpdate.ts";
import { oracleKeysOf } from "../../src/sealing/oracleKeysOf.ts";
import { publishOracleKey } from "../../src/sealing/publishOracleKey.ts";
import { recordOpening } from "../../src/sealing/recordOpening.ts";
import { SealingError, type SealingErrorCode } from "../../src/sealing/SealingError.ts";
import { sealedUpdatesOf } from "../../src/sealing/sealedUpdatesOf.ts";
import { sealForCommittee } from "../../src/sealing/sealForCommittee.ts";
import { sealUpdate } from "../../src/sealing/sealUpdate.ts";
import { StorageError } from "../../src/storage/StorageError.ts";
import { createMemoryStore } from "../support/createMemoryStore.ts";
import { loadFixture } from "../support/loadFixture.ts";
import { enter, Phase } from "../support/rounds.ts";
import {
  openHiddenSlices,
  type RevealedWorld,
  revealedRound,
  scoreAs,
  sealedRound,
  storeOf,
  worldWithKeys,
} from "../support/sealedRound.ts";

/** Everything an oracle commits to. */
function bitsOf({ scores, aggregate }: ScoredRound): string {
  return `${scores.join(" ")}:${sha256(writeParameters(aggregate))}`;
}

/** What everybody would compute if the updates were public. */
async function scoreInTheOpen(world: RevealedWorld): Promise<ScoredRound> {
  const { clientOf, deployer, store, updates, roundId } = world;
  const open = createMemoryStore();
  for (const { bytes } of updates) await open.put(bytes);
  const get = (digest: string) => open.get(digest).catch(() => store.get(digest));
  return scoreRound(clientOf(deployer), { put: store.put, get }, { roundId });
}

async function expectError(promise: Promise<unknown>, code: SealingErrorCode): Promise<SealingError> {
  const error = await promise.catch((cause: unknown) => cause);
  expect(error).to.be.instanceOf(SealingError).with.property("code", code);
  return error as SealingError;
}

/** Sealed by bob for olga and otto only; carol and dave seal for all. */
async function selectivelySealedRound() {
  const world = await revealedRound();
  const { clientOf, store, sealing, updates, roundId, bob } = world;
  const keys = (await oracleKeysOf(clientOf(bob), { roundId })).slice(0, 2).map(({ key }) => key!);
  const sealedDigest = await store.put(await sealUpdate({ bytes: updates[0]!.bytes, keys }));
  await sealing.connect(bob).announce(roundId, sealedDigest);
  for (const { contributor, bytes } of updates.slice(1)) {
    await announceSealedUpdate(clientOf(contributor), store, { roundId, bytes });
  }
  return world;
}

describe("A sealed round", () => {
  describe("given every update was sealed to the committee", () => {
    it("shows no update to an outsider, to another contributor or to an oracle that came later", async () => {
      const world = await loadFixture(sealedRound);
      const { clientOf, store, updates, roundId, erin, carol } = world;
      const late = await generateOracleKey();
      await publishOracleKey(clientOf(erin), { key: late.key });
      const outsider = await generateOracleKey();
      await publishOracleKey(clientOf(carol), { key: outsider.key });
      for (const [signer, { identity }] of [
        [erin, late],
        [carol, outsider],
      ] as const) {
        const seen = await openSealedStore(clientOf(signer), store, { roundId, identities: [identity] });
        for (const { updateDigest } of updates) {
          const error = await seen.get(updateDigest).catch((cause: unknown) => cause);
          expect(error).to.be.instanceOf(StorageError).with.property("code", "CONTENT_MISSING");
        }
        for (const { updateDigest, copies } of await sealedUpdatesOf(clientOf(signer), { roundId })) {
          const sealed = await store.get(copies[0]!.sealedDigest);
          await expectError(openUpdate({ sealed, identities: [identity], updateDigest }), "SEALED_UNREADABLE");
        }
      }
    });

    it("every member scores to the same bits as with plain updates, and the round settles on them", async () => {
      const world = await loadFixture(sealedRound);
      const { clientOf, roundId, olga, otto, oscar, sam, pool, models } = world;
      await openHiddenSlices(world);
      await enter(world, Phase.ScoreCommit, roundId);
      const expected = await scoreInTheOpen(world);
      expect(expected.scores.reduce((sum, score) => sum + score, 0)).to.be.above(0);

      const members = await committeeOf(clientOf(sam), { roundId });
      expect(members.map(({ oracle }) => oracle)).to.deep.equal([olga.address, otto.address, oscar.address]);
      const salt = sha256(toUtf8Bytes("salt"));
      const ballots = [];
      for (const oracle of [olga, otto, oscar]) {
        const scored = await scoreAs(world, oracle);
        expect(bitsOf(scored)).to.equal(bitsOf(expected));
        const ballot = { scores: scored.scores, aggregateDigest: sha256(writeParameters(scored.aggregate)), salt };
        await commitScores(clientOf(oracle), { roundId, ...ballot });
        ballots.push({ oracle, ballot });
      }
      await enter(world, Phase.ScoreReveal, roundId);
      for (const { oracle, ballot } of ballots) await revealScores(clientOf(oracle), { roundId, ...ballot });
      await enter(world, Phase.Settling, roundId);
      await settleRound(clientOf(sam), { roundId });
      expect((await world.rounds.roundOf(roundId)).isSettled).to.equal(true);
      const total = expected.scores.reduce((sum, score) => sum + BigInt(score), 0n);
      const [settled] = await pool.queryFilter(pool.filters.PotSettled(roundId));
      expect(settled!.args.totalScore).to.equal(total);
      const count = await models.versionCountOf(2n);
      expect((await models.versionOf(2n, count)).weightsDigest).to.equal(sha256(writeParameters(expected.aggregate)));
    });

    it("puts nothing that a member opened into the plain store", async () => {
      const world = await loadFixture(sealedRound);
      await openHiddenSlices(world);
      await scoreAs(world, world.olga);
      for (const { updateDigest } of world.updates) {
        const error = await world.store.get(updateDigest).catch((cause: unknown) => cause);
        expect(error).to.be.instanceOf(StorageError).with.property("code", "CONTENT_MISSING");
      }
    });

    it("is opened with an earlier identity after a member rotated its key", async () => {
      const world = await loadFixture(sealedRound);
      const { clientOf, store, roundId, olga, updates, identitiesOf } = world;
      const { identity, key } = await generateOracleKey();
      await publishOracleKey(clientOf(olga), { key });
      const options = { roundId, identities: [identity, ...identitiesOf(olga)] };
      const seen = await openSealedStore(clientOf(olga), store, options);
      expect(await seen.get(updates[0]!.updateDigest)).to.deep.equal(updates[0]!.bytes);
    });
  });

  describe("given a member's identity is not the one of its published key", () => {
    it("throws KEY_NOT_PUBLISHED rather than score everybody zero", async () => {
      const { clientOf, store, roundId, olga, otto, identitiesOf } = await loadFixture(sealedRound);
      const opening = openSealedStore(clientOf(olga), store, { roundId, identities: identitiesOf(otto) });
      expect((await expectError(opening, "KEY_NOT_PUBLISHED")).message).to.include(olga.address);
    });
  });

  describe("given bob announced what is not his revealed update", () => {
    it("it earns nothing with every member, and the others are scored as if he had sent nothing readable", async () => {
      const world = await loadFixture(revealedRound);
      const { clientOf, store, sealing, updates, roundId } = world;
      const [bobs, carols, daves] = updates as [(typeof updates)[0], (typeof updates)[0], (typeof updates)[0]];
      const copied = { roundId, bytes: carols.bytes };
      await expectError(announceSealedUpdate(clientOf(bobs.contributor), store, copied), "SEALED_MISMATCH");
      const sealedDigest = await sealForCommittee(clientOf(bobs.contributor), store, copied);
      await sealing.connect(bobs.contributor).announce(roundId, sealedDigest);
      await announceSealedUpdate(clientOf(carols.contributor), store, { roundId, bytes: carols.bytes });
      await announceSealedUpdate(clientOf(daves.contributor), store, { roundId, bytes: daves.bytes });
      await openHiddenSlices(world);
      const [first, second] = [await scoreAs(world, world.olga), await scoreAs(world, world.oscar)];
      expect(bitsOf(first)).to.equal(bitsOf(second));
      expect(first.scores[0]).to.equal(0);
      expect(first.scores[1]).to.be.above(0);
    });
  });

  describe("given bob sealed his update to two of three members", () => {
    it("the third finds nothing to score, until a member forwards it", async () => {
      const world = await loadFixture(selectivelySealedRound);
      const { clientOf, store, roundId, olga, oscar, bob, updates, identitiesOf } = world;
      await openHiddenSlices(world);
      expect((await scoreAs(world, oscar)).scores[0]).to.equal(0);
      expect((await scoreAs(world, olga)).scores[0]).to.be.above(0);

      // oscar says so in his record; olga reads it and forwards.
      await recordOpening(clientOf(oscar), store, { roundId, identities: identitiesOf(oscar) });
      const [posted] = await openingRecordsOf(clientOf(olga), store, { roundId });
      const unopened = posted!.record!.updates.filter(({ isOpened }) => !isOpened);
      expect(unopened.map(({ contributor }) => contributor)).to.deep.equal([bob.address]);
      expect(unopened[0]!.copies.map(({ recipients }) => recipients)).to.deep.equal([2]);
      const contributor = unopened[0]!.contributor;
      const forwarding = { roundId, contributor, identities: identitiesOf(olga) };
      const forwarded = await forwardSealedUpdate(clientOf(olga), store, forwarding);

      const [sealed] = await sealedUpdatesOf(clientOf(oscar), { roundId });
      expect(sealed!.copies.map(({ sealedBy, sealedDigest }) => [sealedBy, sealedDigest])[1]).to.deep.equal([
        olga.address,
        forwarded,
      ]);
      expect(await (await storeOf(world, oscar)).get(updates[0]!.updateDigest)).to.deep.equal(updates[0]!.bytes);
      expect(bitsOf(await scoreAs(world, oscar))).to.equal(bitsOf(await scoreAs(world, olga)));
    });

    it("who cannot open it cannot forward it", async () => {
      const world = await loadFixture(selectivelySealedRound);
      const { clientOf, store, roundId, oscar, bob, identitiesOf } = world;
      await openHiddenSlices(world);
      const forwarding = { roundId, contributor: bob.address, identities: identitiesOf(oscar) };
      await expectError(forwardSealedUpdate(clientOf(oscar), store, forwarding), "SEALED_UNREADABLE");
    });
  });

  describe("given oscar's key is one that nothing can be sealed to", () => {
    it("the update is sealed to the others, who hold a majority of the stake", async () => {
      const world = await loadFixture(revealedRound);
      const { clientOf, store, sealing, roundId, oscar, olga, updates, bob } = world;
      await sealing.connect(oscar).publishKey(`0x01${"00".repeat(31)}`);
      const keys = await oracleKeysOf(clientOf(bob), { roundId });
      expect(keys.map(({ key }) => key === undefined)).to.deep.equal([false, false, true]);
      await announceSealedUpdate(clientOf(bob), store, { roundId, bytes: updates[0]!.bytes });
      expect(await (await storeOf(world, olga)).get(updates[0]!.updateDigest)).to.deep.equal(updates[0]!.bytes);
    });
  });

  describe("given those with a usable key hold no majority of the stake", () => {
    it("throws ORACLE_KEYS_MISSING and names the others", async () => {
      const world = await loadFixture(revealedRound);
      const { clientOf, store, sealing, roundId, otto, oscar, olga, updates, bob } = world;
      for (const oracle of [otto, oscar]) await sealing.connect(oracle).publishKey(`0x01${"00".repeat(31)}`);
      const announcing = announceSealedUpdate(clientOf(bob), store, { roundId, bytes: updates[0]!.bytes });
      const { message } = await expectError(announcing, "ORACLE_KEYS_MISSING");
      expect(message).to.include(otto.address).and.to.include(oscar.address).and.not.to.include(olga.address);
    });
  });

  describe("when an oracle publishes a key that nothing can be sealed to", () => {
    it("throws KEY_INVALID and sends nothing", async () => {
      const { clientOf, olga, sealing } = await loadFixture(worldWithKeys);
      const before = await sealing.keyOf(olga);
      await expectError(publishOracleKey(clientOf(olga), { key: `0x01${"00".repeat(31)}` }), "KEY_INVALID");
      expect(await sealing.keyOf(olga)).to.equal(before);
    });
  });
});
