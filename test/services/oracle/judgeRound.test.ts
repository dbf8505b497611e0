import { expect } from "chai";
import { id, sha256, toUtf8Bytes, toUtf8String } from "ethers";
import { inputsOf, judgeRound } from "../../../services/oracle/judgeRound.ts";
import { RetryableError } from "../../../src/errors/RetryableError.ts";
import { readParameters } from "../../../src/learning/readParameters.ts";
import { writeExamples } from "../../../src/learning/writeExamples.ts";
import type { ContentStore } from "../../../src/storage/ContentStore.ts";
import { StorageError } from "../../../src/storage/StorageError.ts";
import { foldRound } from "../../../src/training/foldRound.ts";
import type { RoundRecord } from "../../../src/training/RoundRecord.ts";
import { readTaskSpec } from "../../../src/training/readTaskSpec.ts";
import { writeTaskSpec } from "../../../src/training/writeTaskSpec.ts";
import { rejection } from "../../src/node/support/rejection.ts";
import { roundEvents } from "../../src/training/roundEvents.ts";
import { loadFixture } from "../../support/loadFixture.ts";
import { openHiddenSlices, scoreAs, sealedRound, storeOf } from "../../support/sealedRound.ts";
import { aRevealed, aRound, C1, C2, placeAt } from "./aRound.ts";

/** A sealed round whose slices are open, its record, and a way to judge it with files missing or the record altered. */
async function openedRound() {
  const world = await loadFixture(sealedRound);
  await openHiddenSlices(world);
  const round = foldRound(await roundEvents(world, world.roundId))!;
  const client = world.clientOf(world.olga);

  type Options = {
    readonly oracle?: typeof world.olga;
    readonly mayWait?: boolean;
    readonly missing?: readonly string[];
    readonly change?: Partial<RoundRecord>;
  };
  async function judge({ oracle = world.olga, mayWait = false, missing = [], change = {} }: Options = {}) {
    const store = await storeOf(world, oracle);
    const sealedStore: ContentStore = {
      put: () => expect.fail("judging stores nothing"),
      async get(digest) {
        if (missing.includes(digest)) throw new StorageError("CONTENT_MISSING", `The store does not have ${digest}.`);
        return store.get(digest);
      },
    };
    return judgeRound({ client, sealedStore, round: { ...round, ...change }, mayWait });
  }
  const put = (bytes: Uint8Array) => world.store.put(bytes);
  return { world, round, judge, put, task: readTaskSpec(await world.store.get(round.taskDigest)) };
}

describe("judgeRound", () => {
  it("finds the scores and the aggregate that scoreRound computes, the same for every member", async () => {
    const { world, judge } = await openedRound();
    const expected = await scoreAs(world, world.olga);
    const { judgement, file } = await judge({ mayWait: true });
    expect(judgement.scores).to.deep.equal([...expected.scores]);
    expect(readParameters(file)).to.deep.equal(expected.aggregate);
    expect(judgement.digest).to.equal(sha256(file));
    expect(judgement.scores!.some((score) => score > 0)).to.equal(true);
    for (const oracle of [world.otto, world.oscar]) {
      expect((await judge({ oracle })).judgement).to.deep.equal(judgement);
    }
  });

  describe("given a file that is not there yet", () => {
    it("throws FILES_MISSING while there is time to wait, and names what is missing", async () => {
      const { world, round, judge } = await openedRound();
      const [bobs] = world.updates;
      for (const [digest, what] of [
        [round.slices!.validationSliceDigest, "validation slice"],
        [round.slices!.rootSliceDigest, "root slice"],
        [round.taskDigest, "task"],
        [bobs!.updateDigest, `update of ${bobs!.contributor.address}`],
      ] as const) {
        const error = await rejection(judge({ mayWait: true, missing: [digest] }));
        expect(error).to.be.instanceOf(RetryableError).with.property("code", "FILES_MISSING");
        expect(error.message).to.contain(`The ${what} cannot be fetched yet.`);
      }
    });

    it("calls the slices void in the end when it is one of them, or the task", async () => {
      const { round, judge } = await openedRound();
      for (const [digest, reason] of [
        [round.slices!.validationSliceDigest, "validation slice: cannot be fetched"],
        [round.slices!.rootSliceDigest, "root slice: cannot be fetched"],
        [round.taskDigest, "task: cannot be fetched"],
      ] as const) {
        const { judgement, file } = await judge({ missing: [digest] });
        expect(judgement.scores).to.equal(null);
        expect(toUtf8String(file)).to.equal(reason);
        expect(judgement.digest).to.equal(sha256(toUtf8Bytes(reason)));
      }
    });

    it("scores an update in the end that never came with 0, and the others all the same", async () => {
      const { world, judge } = await openedRound();
      const { judgement } = await judge({ missing: [world.updates[0]!.updateDigest] });
      expect(judgement.scores).to.have.length(3);
      expect(judgement.scores![0]).to.equal(0);
      expect(judgement.scores!.slice(1).some((score) => score > 0)).to.equal(true);
    });

    it("throws StorageError, and blames nobody, when it is the model's weights", async () => {
      const { world, judge } = await openedRound();
      const { weightsDigest } = await world.models.versionOf(world.modelId, 1);
      for (const mayWait of [true, false]) {
        expect(await rejection(judge({ mayWait, missing: [weightsDigest] }))).to.be.instanceOf(StorageError);
      }
    });
  });

  describe("given what the sponsor should not have published", () => {
    /** The reason for which the round is void, which must not depend on the time that is left. */
    async function reasonWith(
      change: (stage: Awaited<ReturnType<typeof openedRound>>) => Promise<Partial<RoundRecord>>,
    ) {
      const stage = await openedRound();
      const changed = await change(stage);
      const found = await stage.judge({ change: changed, mayWait: true });
      expect(await stage.judge({ change: changed })).to.deep.equal(found);
      expect(found.judgement.scores).to.equal(null);
      return toUtf8String(found.file);
    }

    it("calls the slices void when a file of them cannot be read", async () => {
      const garbage = toUtf8Bytes("garbage");
      expect(
        await reasonWith(async ({ round, put }) => ({
          slices: { ...round.slices!, rootSliceDigest: await put(garbage) },
        })),
      ).to.equal("root slice: cannot be read");
      expect(await reasonWith(async ({ put }) => ({ taskDigest: await put(garbage) }))).to.equal(
        "task: cannot be read",
      );
    });

    it("calls them void when they do not fit the network", async () => {
      const reason = await reasonWith(async ({ round, put }) => {
        const narrow = { width: 1, features: Float64Array.of(1, 2, 3), labels: Uint32Array.of(0, 1, 2) };
        return { slices: { ...round.slices!, validationSliceDigest: await put(writeExamples(narrow)) } };
      });
      expect(reason).to.match(/^validation slice: /);
    });

    it("calls them void when the task asks for more than an oracle has to do", async () => {
      const reason = await reasonWith(async ({ task, put }) => {
        const training = { ...task.training, steps: 1_000_000, batchSize: 100_000 };
        return { taskDigest: await put(writeTaskSpec({ ...task, training })) };
      });
      expect(reason).to.match(/^task: training multiplies/);
    });
  });
});

describe("inputsOf", () => {
  const slices = { rootSliceDigest: id("root"), validationSliceDigest: id("validation") };
  const submissions = [aRevealed(C1, 0), aRevealed(C2, 1)];
  const base = { slices, submissions };

  it("is the same for the same inputs, in whatever order they are kept and whatever else changes", () => {
    const expected = inputsOf(aRound(base));
    expect(inputsOf(aRound({ ...base, submissions: [...submissions].reverse() }))).to.equal(expected);
    expect(inputsOf(aRound({ ...base, hasQuorum: true, isSettled: true }))).to.equal(expected);
  });

  for (const [what, change] of Object.entries({
    "the block of the last input": { lastInput: { ...placeAt(10), blockHash: id("another") } },
    "a slice": { slices: { ...slices, rootSliceDigest: id("another") } },
    "an update": { submissions: [submissions[0]!, aRevealed(C2, 1, { updateDigest: id("another") })] },
    "a sealed copy": { submissions: [submissions[0]!, aRevealed(C2, 1, { sealedDigest: id("another") })] },
    "the order of reveals": { submissions: [aRevealed(C1, 1), aRevealed(C2, 0)] },
    "an update more": { submissions: [...submissions, aRevealed(`0x${"77".repeat(20)}`, 2)] },
  })) {
    it(`is another when ${what} is`, () => {
      expect(inputsOf(aRound({ ...base, ...change }))).to.not.equal(inputsOf(aRound(base)));
    });
  }
});
