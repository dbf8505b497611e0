import { expect } from "chai";
import { id } from "ethers";
import { compressUpdate } from "../../../src/learning/compression/compressUpdate.ts";
import { DEFAULT_TRANSMISSION, type Transmission } from "../../../src/learning/compression/Transmission.ts";
import { writeExamples } from "../../../src/learning/writeExamples.ts";
import { writeParameters } from "../../../src/learning/writeParameters.ts";
import { mostUpdateBytes } from "../../../src/scoring/mostUpdateBytes.ts";
import type { ScoringExecutor } from "../../../src/scoring/ScoringExecutor.ts";
import { DEFAULT_SCORING_OPTIONS } from "../../../src/scoring/ScoringOptions.ts";
import { scoreRound } from "../../../src/scoring/scoreRound.ts";
import { scoreUpdates } from "../../../src/scoring/scoreUpdates.ts";
import type { ContentStore } from "../../../src/storage/ContentStore.ts";
import { StorageError } from "../../../src/storage/StorageError.ts";
import { writeTaskSpec } from "../../../src/training/writeTaskSpec.ts";
import { loadFixture } from "../../support/loadFixture.ts";
import { roundInScoreCommit, SLICES, updateDigestOf } from "../../support/rounds.ts";
import { createBusyExecutor } from "./createBusyExecutor.ts";
import { roundWithFourHonestUpdates } from "./smallRound.ts";

const sparse: Transmission = { kind: "sparse", chunkSize: 8, kept: 3, bits: 2 };
const { updates, ...honest } = roundWithFourHonestUpdates();

/** A round whose contributors bob, carol and dave wrote their updates in these transmissions. */
async function roundWritten(
  written: readonly Transmission[],
  transmission?: Transmission,
  { executor, padding = 0 }: { readonly executor?: ScoringExecutor; readonly padding?: number } = {},
) {
  const world = await loadFixture(roundInScoreCommit);
  const compressed = written.map((kind, i) => {
    const { update } = updates[i] as (typeof updates)[number];
    return compressUpdate({ update, residual: new Float64Array(update.length), transmission: kind });
  });
  const contents = new Map<string, Uint8Array>(
    [
      ["weights", writeParameters(honest.base)],
      [
        "task",
        writeTaskSpec({
          format: "commonweights.task.v1",
          network: honest.network,
          training: honest.training,
          scoring: DEFAULT_SCORING_OPTIONS,
          seed: honest.seed,
          ...(transmission === undefined ? {} : { transmission }),
        }),
      ],
    ].map(([name, bytes]) => [id(name as string), bytes as Uint8Array]),
  );
  contents.set(SLICES.rootSliceDigest, writeExamples(honest.root));
  contents.set(SLICES.validationSliceDigest, writeExamples(honest.validation));
  for (const [i, name] of ["bob", "carol", "dave"].entries()) {
    const bytes = compressed[i]?.bytes as Uint8Array;
    const padded = new Uint8Array(bytes.length + (name === "carol" ? padding : 0));
    padded.set(bytes);
    contents.set(updateDigestOf(name), padded);
  }
  const store: ContentStore = {
    async put() {
      throw new StorageError("CONTENT_MISSING", "This store only reads.");
    },
    async get(digest) {
      return contents.get(digest) as Uint8Array;
    },
  };
  const client = { runner: world.olga, addresses: world.addresses };
  const scored = await scoreRound(client, store, {
    roundId: world.roundId,
    ...(executor === undefined ? {} : { executor }),
  });
  return { world, scored, compressed };
}

describe("scoreRound", () => {
  for (const [state, transmission] of [
    ["no transmission", undefined],
    ["a dense float32 transmission", { kind: "dense", bits: 32 }],
    ["a sparse transmission", sparse],
  ] as const) {
    describe(`given a task with ${state}`, () => {
      it("scores what was transmitted, not what was trained", async () => {
        const kind = transmission ?? DEFAULT_TRANSMISSION;
        const { world, scored, compressed } = await roundWritten([kind, kind, kind], transmission);
        const expected = scoreUpdates({
          ...honest,
          updates: [world.bob, world.carol, world.dave].map(({ address }, i) => ({
            contributor: address,
            update: compressed[i]?.sent,
          })),
        });
        expect(scored.scores).to.deep.equal(expected.scores);
        expect(scored.aggregate).to.deep.equal(expected.aggregate);
        expect(scored.scores.every((score) => score > 0)).to.equal(true);
      });
    });
  }

  describe("when an update is not written in the task's transmission", () => {
    it("calls it malformed and pays it nothing", async () => {
      const { scored } = await roundWritten([sparse, DEFAULT_TRANSMISSION, sparse], sparse);
      expect(scored.explanations.map(({ status }) => status)).to.deep.equal(["scored", "malformed", "scored"]);
      expect(scored.scores[1]).to.equal(0);
    });
  });

  describe("given an executor", () => {
    it("gives the bits that it gives without one, and the same updates", async () => {
      const written = [sparse, DEFAULT_TRANSMISSION, sparse];
      const { executor, seen } = createBusyExecutor(2);
      const here = (await roundWritten(written, sparse)).scored;
      const there = (await roundWritten(written, sparse, { executor })).scored;
      expect(seen.calls).to.be.above(0);
      const { loadUpdate: _, ...numbers } = here;
      expect(there).to.deep.include(numbers);
      for (const position of [0, 1, 2])
        expect(await there.loadUpdate(position)).to.deep.equal(await here.loadUpdate(position));
    });
  });

  describe("when a file is longer than any update", () => {
    it("calls it malformed, and asks no executor about it", async () => {
      const { executor, seen } = createBusyExecutor(1);
      const written = [DEFAULT_TRANSMISSION, DEFAULT_TRANSMISSION, DEFAULT_TRANSMISSION];
      const padding = mostUpdateBytes(honest.base.length);
      const { scored } = await roundWritten(written, undefined, { executor, padding });
      expect(scored.explanations[1]).to.include({ status: "malformed", defect: "no readable update" });
      expect(seen.files).to.be.above(0);
      expect(seen.longest).to.be.below(padding);
    });
  });
});
