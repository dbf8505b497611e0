import { expect } from "chai";
import { RetryableError } from "../../../../src/errors/RetryableError.ts";
import { writeUpdate } from "../../../../src/learning/writeUpdate.ts";
import { createWorkerExecutor } from "../../../../src/node/scoring/createWorkerExecutor.ts";
import { scoreFiles } from "../../../../src/scoring/scoreFiles.ts";
import { scoreUpdates } from "../../../../src/scoring/scoreUpdates.ts";
import type { UpdateFile } from "../../../../src/scoring/UpdateFile.ts";
import { largeRound } from "../../scoring/largeRound.ts";
import { digestOf } from "./digestOf.ts";

const transmission = { kind: "dense", bits: 64 } as const;

describe("createWorkerExecutor", () => {
  for (const threads of [1, 2, 3]) {
    describe(`given ${threads} threads`, () => {
      it("gives the digest of scoreUpdates", async () => {
        const round = largeRound();
        const executor = createWorkerExecutor({ threads });
        try {
          const loadFile = async (wanted: Parameters<typeof round.fileOf>[0]) => round.fileOf(wanted);
          const scored = await scoreFiles({ ...round.parameters, loadFile, executor });
          expect(digestOf(scored)).to.equal(digestOf(scoreUpdates(round.inMemory)));
        } finally {
          await executor.close();
        }
      });
    });
  }

  describe("when it is asked two questions in turn", () => {
    it("answers each with its own direction", async () => {
      const executor = createWorkerExecutor({ threads: 1 });
      try {
        const questions = [2, 3].map((factor) => ({
          kind: "project" as const,
          parameters: 2,
          direction: Float64Array.of(factor, -factor),
        }));
        const files = [{ bytes: writeUpdate(Float64Array.of(5, 1)), transmission }];
        for (const [k, expected] of [8, 12, 8].entries()) {
          const question = questions[k % 2] as (typeof questions)[number];
          expect(await executor.answer(question, files)).to.deep.equal([{ numbers: Float64Array.of(expected) }]);
        }
      } finally {
        await executor.close();
      }
    });
  });

  describe("when the bytes are part of a larger buffer", () => {
    it("leaves them as they are, and does not send the rest along", async () => {
      const executor = createWorkerExecutor({ threads: 1 });
      try {
        const update = Float64Array.of(1, -0, 3);
        const written = writeUpdate(update);
        const shared = new Uint8Array(written.length + 64);
        shared.set(written, 32);
        const bytes = shared.subarray(32, 32 + written.length);
        const answers = await executor.answer({ kind: "read", parameters: 3 }, [{ bytes, transmission }]);
        expect(answers).to.deep.equal([{ numbers: update }]);
        expect(bytes).to.deep.equal(written);
      } finally {
        await executor.close();
      }
    });
  });

  describe("when a thread fails", () => {
    it("throws SCORING_THREAD_LOST, which may be tried again, and answers the next call", async () => {
      const executor = createWorkerExecutor({ threads: 1 });
      try {
        const bytes = writeUpdate(Float64Array.of(1));
        const broken = { bytes, transmission: null } as unknown as UpdateFile;
        const question = { kind: "read", parameters: 1 } as const;
        const error = await executor.answer(question, [broken]).catch((caught: unknown) => caught);
        expect(error).to.be.instanceOf(RetryableError).and.include({ code: "SCORING_THREAD_LOST" });
        expect(await executor.answer(question, [{ bytes, transmission }])).to.have.length(1);
      } finally {
        await executor.close();
      }
    });
  });
});
