import { expect } from "chai";
import fc from "fast-check";
import { BaseError } from "../../../src/errors/BaseError.ts";
import { encodeScores } from "../../../src/scoring/scoreVector.ts";
import type { ChainArchive } from "../../../src/verification/ChainArchive.ts";
import { type RoundRecord, readRoundRecord } from "../../../src/verification/readRoundRecord.ts";
import { verifyRound } from "../../../src/verification/verifyRound.ts";
import { ScoreBoard__factory, TrainingRounds__factory } from "../../../typechain-types/index.ts";
import { createMemoryStore } from "../../support/createMemoryStore.ts";
import { clientOf, DISHONEST, HONEST, type PlayedRounds, playedRounds, withBitFlipped } from "./playedRounds.ts";

const FREE_RIDER = 6;
const rounds = TrainingRounds__factory.createInterface();
const board = ScoreBoard__factory.createInterface();
const isTransaction = ({ method }: ChainArchive["reads"][number]) => method === "eth_getTransactionByHash";
const isCallOf = (name: "revealScores" | "settle") => (read: ChainArchive["reads"][number]) =>
  isTransaction(read) && JSON.stringify(read.result).includes(board.getFunction(name).selector);

/** A bit of a part of the archive, and what must be found. */
type Alteration = {
  readonly kind: string;
  readonly what: string;
  readonly parts: (record: RoundRecord) => readonly string[];
  readonly isMeant: (read: ChainArchive["reads"][number]) => boolean;
};

const alterations: readonly Alteration[] = [
  {
    kind: "vectors",
    what: "a score that an oracle revealed",
    parts: ({ judgement }) => judgement.vectors.map(({ scores }) => encodeScores(scores).slice(2)),
    isMeant: isCallOf("revealScores"),
  },
  {
    kind: "leaves",
    what: "a score in the leaves that were settled",
    parts: ({ judgement }) => judgement.columns!.map(({ vectors }) => encodeScores(vectors[0]!).slice(2)),
    isMeant: isCallOf("settle"),
  },
  {
    kind: "leaves",
    what: "a contributor in the leaves that were settled",
    parts: ({ submissions }) => submissions.reveals.map(({ contributor }) => contributor.slice(2).toLowerCase()),
    isMeant: isCallOf("settle"),
  },
  {
    kind: "proofs",
    what: "a stored root of a subtree",
    parts: ({ judgement }) => judgement.subtreeRoots.map((root) => root.slice(2)),
    isMeant: ({ method }) => method === "eth_call",
  },
  {
    kind: "roots",
    what: "the announced root",
    parts: ({ judgement }) => [judgement.settled.root.slice(2)],
    isMeant: ({ method }) => method === "eth_getLogs",
  },
  {
    kind: "candidates",
    what: "the weights of the candidate in the registry",
    parts: ({ judgement }) => [judgement.settled.aggregateDigest.slice(2)],
    isMeant: ({ method }) => method === "eth_call",
  },
  {
    kind: "pot parts",
    what: "the earned part of the pot",
    parts: ({ payments }) => [payments.earned.toString(16).padStart(64, "0")],
    isMeant: ({ method, result }) => method === "eth_getLogs" && (result as unknown[]).length === 1,
  },
];

/** Files that the rounds' scores follow from, the first round's updates included: the second round asks for them. */
async function filesOf({ archive }: PlayedRounds): Promise<string[]> {
  const { submissions, judgement } = await readRoundRecord(clientOf(archive), { roundId: DISHONEST });
  const { stored, baseDigest, rootSliceDigest, validationSliceDigest, reveals, earlier } = submissions;
  expect(judgement.settled.count).to.equal(8);
  expect(earlier.length).to.equal(7);
  const updates = [...reveals, ...earlier].map(({ updateDigest }) => updateDigest);
  return [stored.taskDigest, baseDigest, rootSliceDigest, validationSliceDigest, ...updates];
}

describe("verifyRound", function () {
  this.timeout(60_000);
  let world: PlayedRounds;

  before(async () => {
    world = await playedRounds();
  });

  const verify = (archive: ChainArchive, roundId: bigint, contents = world.contents) =>
    verifyRound(clientOf(archive), createMemoryStore(new Map(contents)), { roundId });

  describe("when honest oracles settled the round", () => {
    it("finds everything identical, on the chain and in its archive", async () => {
      const [onChain] = world.verifications;
      expect(onChain?.difference).to.equal(undefined);
      expect(await verify(world.archive, HONEST)).to.deep.equal(onChain);
    });

    it("counts what it compared: seven contributors, five oracles, eleven files", async () => {
      const { compared } = await verify(world.archive, HONEST);
      expect(Object.fromEntries(compared)).to.include({
        files: 11,
        scores: 7,
        proofs: 7,
        payouts: 7,
        disagreements: 5,
        fees: 5,
        roots: 2,
      });
    });

    it("lists the lazy and the lying oracle with their first differing score", async () => {
      const { oracles } = await verify(world.archive, HONEST);
      expect(oracles.map(({ status }) => status)).to.deep.equal([
        "identical",
        "identical",
        "identical",
        "differs",
        "differs",
      ]);
      // 1e9 / 7, rounded down.
      expect(oracles[3]?.sentence).to.match(/^score 0 \(of contributor 0x\w{40}\) is 142857142, recomputed \d+$/);
    });
  });

  describe("when a dishonest majority settled the round", () => {
    it("names the contributor, the oracles behind it and both scores", async () => {
      const { difference, oracles } = await verify(world.archive, DISHONEST);
      const liars = oracles.filter(({ status }) => status === "differs");
      expect(difference?.kind).to.equal("scores");
      expect(difference?.sentence).to.match(
        /^score \d \(of contributor 0x\w{40}, as settled by oracles .*\) is 0, recomputed [1-9]\d*$/,
      );
      expect(liars.length).to.equal(3);
      for (const { oracle } of liars) expect(difference?.sentence).to.include(oracle);
    });
  });

  describe("when one bit of a file is altered", () => {
    it("finds it, wherever it is, and says whose file it is", async () => {
      const files = await filesOf(world);
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...files), fc.nat(), async (digest, at) => {
          const bytes = world.contents.get(digest)!.slice();
          const bit = at % (8 * bytes.length);
          bytes[bit >> 3]! ^= 1 << (bit & 7);
          const contents = new Map(world.contents).set(digest, bytes);
          const { difference } = await verify(world.archive, DISHONEST, contents);
          expect(difference?.kind).to.equal("files");
          expect(difference?.sentence).to.include(`Content stored as ${digest} hashes to 0x`);
        }),
        { seed: 1, numRuns: 12 },
      );
    });
  });

  describe("given files of the model's past that the scores follow from", () => {
    const pastOf = async () => {
      const { submissions } = await readRoundRecord(clientOf(world.archive), { roundId: DISHONEST });
      return submissions.history;
    };

    it("names the version or the task whose file is altered", async () => {
      const past = await pastOf();
      expect(past.map(({ what }) => what)).to.deep.equal(["the weights of version 1", "the task of round 1"]);
      for (const { digest, what } of past) {
        const altered = Uint8Array.from(world.contents.get(digest)!);
        altered[altered.length >> 1]! ^= 1;
        const { difference } = await verify(world.archive, DISHONEST, new Map(world.contents).set(digest, altered));
        expect(difference?.sentence).to.match(new RegExp(`^${what} is not what the chain says`));
      }
    });

    it("says which is missing, and who can supply it", async () => {
      for (const { digest, what, holder } of await pastOf()) {
        const contents = new Map([...world.contents].filter(([key]) => key !== digest));
        const error: unknown = await verify(world.archive, DISHONEST, contents).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        expect(error).to.be.instanceOf(BaseError).with.property("code", "CONTENT_MISSING");
        expect((error as BaseError).message)
          .to.include(what)
          .and.to.include(holder);
      }
    });
  });

  for (const { kind, what, parts, isMeant } of alterations) {
    describe(`when one bit of ${what} is altered`, () => {
      it(`finds it among the ${kind}`, async () => {
        const record = await readRoundRecord(clientOf(world.archive), { roundId: HONEST });
        const choice = fc.record({ part: fc.constantFrom(...parts(record)), at: fc.nat() });
        await fc.assert(
          fc.asyncProperty(choice, async ({ part, at }) => {
            const altered = withBitFlipped(world.archive, part, at % (4 * part.length), isMeant);
            const { difference } = await verify(altered, HONEST);
            expect(difference?.kind).to.equal(kind);
          }),
          { seed: 1, numRuns: 4 },
        );
      });
    });
  }

  describe("when a file is missing", () => {
    it("cannot be scored without the task, and says who can supply it", async () => {
      const { submissions } = await readRoundRecord(clientOf(world.archive), { roundId: HONEST });
      const contents = new Map(world.contents);
      contents.delete(submissions.stored.taskDigest);
      const error = await caught(verify(world.archive, HONEST, contents));
      expect(error).to.include({ code: "CONTENT_MISSING" });
      expect(error.message).to.match(/does not hold the task: bafkrei\w+ \(0x\w{64}\)\.\nAsk the round's sponsor/);
    });

    it("cannot tell when the scores differ without an update", async () => {
      const { submissions } = await readRoundRecord(clientOf(world.archive), { roundId: HONEST });
      const { contributor, updateDigest } = submissions.reveals[0]!;
      const contents = new Map(world.contents);
      contents.delete(updateDigest);
      const error = await caught(verify(world.archive, HONEST, contents));
      expect(error).to.include({ code: "CONTENT_MISSING" });
      expect(error.message).to.include(`the update of ${contributor}`);
    });
  });

  describe("when an update is missing that changed nothing", () => {
    it("finds everything identical and lists it", async () => {
      const { submissions } = await readRoundRecord(clientOf(world.archive), { roundId: HONEST });
      const { contributor, updateDigest } = submissions.reveals[FREE_RIDER]!;
      const contents = new Map(world.contents);
      contents.delete(updateDigest);
      const { difference, missing } = await verify(world.archive, HONEST, contents);
      expect(difference).to.equal(undefined);
      expect(missing).to.have.lengthOf(1);
      expect(missing[0]).to.match(new RegExp(`^the update of ${contributor}: bafkrei`));
    });
  });

  describe("when the round is not settled", () => {
    it("refuses with its phase", async () => {
      const phaseOf = rounds.encodeFunctionData("phaseOf", [HONEST]);
      const failed = rounds.encodeFunctionResult("phaseOf", [8n]);
      const reads = world.archive.reads.map((read) =>
        JSON.stringify(read.params).includes(phaseOf) ? { ...read, result: failed } : read,
      );
      const error = await caught(verify({ ...world.archive, reads }, HONEST));
      expect(error).to.include({ code: "ROUND_NOT_SETTLED" });
      expect(error.message).to.match(/^Round 1 is in phase Failed/);
    });
  });

  describe("when the round is not there", () => {
    it("refuses with the rounds that are", async () => {
      const error = await caught(verify(world.archive, 3n));
      expect(error).to.include({ code: "ROUND_UNKNOWN" });
      expect(error.message).to.equal("There is no round 3.\nRounds 1 to 2 exist.");
    });
  });
});

async function caught(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new RangeError("Nothing was thrown.");
}
