import { expect } from "chai";
import { sha256, toUtf8Bytes } from "ethers";
import { generateOracleKey } from "../../src/sealing/generateOracleKey.ts";
import { openingRecordOf } from "../../src/sealing/openingRecordOf.ts";
import { openingRecordsOf } from "../../src/sealing/openingRecordsOf.ts";
import { publishOracleKey } from "../../src/sealing/publishOracleKey.ts";
import { readOpeningRecord } from "../../src/sealing/readOpeningRecord.ts";
import { recordOpening } from "../../src/sealing/recordOpening.ts";
import { SealingError } from "../../src/sealing/SealingError.ts";
import { writeOpeningRecord } from "../../src/sealing/writeOpeningRecord.ts";
import { loadFixture } from "../support/loadFixture.ts";
import { openHiddenSlices, type RevealedWorld, sealedRound } from "../support/sealedRound.ts";

/** In Opening; bob and dave have made their updates public, carol has not. */
async function openedRound(): Promise<RevealedWorld> {
  const world = await sealedRound();
  await openHiddenSlices(world);
  for (const k of [0, 2]) await world.store.put(world.updates[k]!.bytes);
  return world;
}

describe("recordOpening and openingRecordsOf", () => {
  it("say for each update what was sealed, to whom, what the member opened and what is public", async () => {
    const world = await loadFixture(openedRound);
    const { clientOf, store, sealing, roundId, updates, erin, olga, otto, oscar, identitiesOf } = world;
    const identities = identitiesOf(olga);
    const recordDigest = await recordOpening(clientOf(olga), store, { roundId, identities });
    const posted = await openingRecordsOf(clientOf(erin), store, { roundId });
    expect(posted.map(({ oracle, recordDigest: digest }) => [oracle, digest])).to.deep.equal([
      [olga.address, recordDigest],
    ]);

    const record = posted[0]!.record!;
    expect(record.roundId).to.equal(String(roundId));
    expect(record.oracle).to.equal(olga.address);
    const committee = [];
    for (const oracle of [olga, otto, oscar]) {
      committee.push({ oracle: oracle.address, keys: [await sealing.keyOf(oracle)] });
    }
    expect(record.committee.map(({ oracle, keys }) => ({ oracle, keys: keys.map(({ key }) => key) }))).to.deep.equal(
      committee,
    );
    expect(record.updates.map(({ isOpened }) => isOpened)).to.deep.equal([true, true, true]);
    expect(record.updates.map(({ isPublic }) => isPublic)).to.deep.equal([true, false, true]);
    for (const [k, { contributor, updateDigest, copies }] of record.updates.entries()) {
      expect(contributor).to.equal(updates[k]!.contributor.address);
      expect(updateDigest).to.equal(updates[k]!.updateDigest);
      const [event] = await sealing.queryFilter(sealing.filters.UpdateSealed(roundId, contributor));
      const sealedDigest = await sealing.sealedDigestOf(roundId, contributor);
      expect(copies).to.deep.equal([{ sealedBy: contributor, sealedDigest, block: event!.blockNumber, recipients: 3 }]);
    }
  });

  it("a later key of a member leaves the record as it was", async () => {
    const world = await loadFixture(openedRound);
    const { clientOf, store, roundId, olga, otto, identitiesOf } = world;
    const options = { roundId, identities: identitiesOf(olga) };
    const before = writeOpeningRecord(await openingRecordOf(clientOf(olga), store, options));
    await publishOracleKey(clientOf(otto), { key: (await generateOracleKey()).key });
    expect(writeOpeningRecord(await openingRecordOf(clientOf(olga), store, options))).to.deep.equal(before);
  });

  it("a later record of a member replaces its earlier one", async () => {
    const world = await loadFixture(openedRound);
    const { clientOf, store, roundId, updates, olga, otto, identitiesOf } = world;
    await recordOpening(clientOf(olga), store, { roundId, identities: identitiesOf(olga) });
    await recordOpening(clientOf(otto), store, { roundId, identities: identitiesOf(otto) });
    await store.put(updates[1]!.bytes);
    const last = await recordOpening(clientOf(olga), store, { roundId, identities: identitiesOf(olga) });
    const posted = await openingRecordsOf(clientOf(olga), store, { roundId });
    expect(posted.map(({ oracle }) => oracle)).to.deep.equal([olga.address, otto.address]);
    expect(posted[0]!.recordDigest).to.equal(last);
    expect(posted[0]!.record!.updates.map(({ isPublic }) => isPublic)).to.deep.equal([true, true, true]);
  });

  it("an update whose sealed file is gone has no count of recipients and is not opened", async () => {
    const world = await loadFixture(openedRound);
    const { clientOf, store, sealing, roundId, olga, carol, identitiesOf } = world;
    const missing = await sealing.sealedDigestOf(roundId, carol);
    const get = (digest: string) => store.get(digest === missing ? sha256("0x") : digest);
    const options = { roundId, identities: identitiesOf(olga) };
    const record = await openingRecordOf(clientOf(olga), { ...store, get }, options);
    expect(record.updates.map(({ isOpened }) => isOpened)).to.deep.equal([true, false, true]);
    expect(record.updates[1]!.copies[0]!.recipients).to.equal(null);
  });

  describe("when the identity is not the one of the member's key", () => {
    it("throws KEY_NOT_PUBLISHED rather than record that nothing opened", async () => {
      const { clientOf, store, roundId, olga, otto, identitiesOf } = await loadFixture(openedRound);
      const options = { roundId, identities: identitiesOf(otto) };
      const error = await recordOpening(clientOf(olga), store, options).catch((cause: unknown) => cause);
      expect(error).to.be.instanceOf(SealingError).with.property("code", "KEY_NOT_PUBLISHED");
    });
  });

  describe("when a member posts what is no record of its own", () => {
    it("gives its digest and no record", async () => {
      const world = await loadFixture(openedRound);
      const { clientOf, store, sealing, roundId, olga, otto, oscar, identitiesOf } = world;
      const ofOlga = await openingRecordOf(clientOf(olga), store, { roundId, identities: identitiesOf(olga) });
      const ofOtherRound = { ...ofOlga, oracle: oscar.address, roundId: "77" };
      const digests = [
        sha256(toUtf8Bytes("never stored")),
        await store.put(writeOpeningRecord(ofOlga)),
        await store.put(writeOpeningRecord(ofOtherRound)),
      ];
      for (const [k, oracle] of [olga, otto, oscar].entries()) {
        await sealing.connect(oracle).recordOpening(roundId, digests[k]!);
      }
      expect(await openingRecordsOf(clientOf(olga), store, { roundId })).to.deep.equal(
        [olga, otto, oscar].map(({ address }, k) => ({
          oracle: address,
          recordDigest: digests[k]!,
          record: undefined,
        })),
      );
    });
  });
});

describe("readOpeningRecord", () => {
  const RECORD = {
    format: "commonweights.opening.v1",
    roundId: "1",
    oracle: "0xaa",
    committee: [{ oracle: "0xaa", keys: [{ key: "0x01", block: 3 }] }],
    updates: [
      {
        contributor: "0xbb",
        updateDigest: "0x02",
        copies: [{ sealedBy: "0xbb", sealedDigest: "0x03", block: 5, recipients: null }],
        isOpened: false,
        isPublic: true,
      },
    ],
  };

  it("gives back what was written", () => {
    const bytes = toUtf8Bytes(JSON.stringify(RECORD));
    expect(readOpeningRecord(bytes)).to.deep.equal(RECORD);
    expect(writeOpeningRecord(readOpeningRecord(bytes))).to.deep.equal(bytes);
  });

  const [update] = RECORD.updates as [(typeof RECORD.updates)[0]];
  for (const [what, text] of [
    ["bytes that are no text", undefined],
    ["text that is no JSON", "{"],
    ["null", "null"],
    ["another format", JSON.stringify({ ...RECORD, format: "commonweights.opening.v2" })],
    ["a field that does not belong", JSON.stringify({ ...RECORD, note: "" })],
    ["fields in another order", JSON.stringify(Object.fromEntries(Object.entries(RECORD).reverse()))],
    ["spaces", JSON.stringify(RECORD, null, 1)],
    ["a committee that is no list", JSON.stringify({ ...RECORD, committee: {} })],
    ["a claim that is no boolean", JSON.stringify({ ...RECORD, updates: [{ ...update, isOpened: 1 }] })],
    [
      "a block below zero",
      JSON.stringify({ ...RECORD, committee: [{ oracle: "0xaa", keys: [{ key: "0x01", block: -1 }] }] }),
    ],
  ] as const) {
    it(`throws RECORD_UNREADABLE for ${what}`, () => {
      const bytes = text === undefined ? Uint8Array.of(0xff, 0xfe) : toUtf8Bytes(text);
      expect(() => readOpeningRecord(bytes))
        .to.throw(SealingError)
        .with.property("code", "RECORD_UNREADABLE");
    });
  }
});
