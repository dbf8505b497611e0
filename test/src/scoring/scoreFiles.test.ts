import { expect } from "chai";
import { RetryableError } from "../../../src/errors/RetryableError.ts";
import { writeUpdate } from "../../../src/learning/writeUpdate.ts";
import { answerFiles } from "../../../src/scoring/answerFiles.ts";
import { createAnswerer } from "../../../src/scoring/createAnswerer.ts";
import type { ScoringExecutor } from "../../../src/scoring/ScoringExecutor.ts";
import { scoreFiles } from "../../../src/scoring/scoreFiles.ts";
import { scoreUpdates } from "../../../src/scoring/scoreUpdates.ts";
import type { UpdateFile } from "../../../src/scoring/UpdateFile.ts";
import type { UpdateAnswer } from "../../../src/scoring/UpdateQuestion.ts";
import { createBusyExecutor } from "./createBusyExecutor.ts";
import { largeRound } from "./largeRound.ts";

/** An executor whose answers are changed on their way. */
function createDamagedExecutor(change: (answers: UpdateAnswer[], kind: string) => UpdateAnswer[]): ScoringExecutor {
  return {
    concurrency: 2,
    answer: async (question, files) =>
      change(answerFiles(createAnswerer(question), question.parameters, files), question.kind),
  };
}

function scoringOf(round: ReturnType<typeof largeRound>, executor: ScoringExecutor) {
  return scoreFiles({ ...round.parameters, loadFile: async (wanted) => round.fileOf(wanted), executor });
}

async function errorOf(scoring: Promise<unknown>): Promise<unknown> {
  try {
    await scoring;
  } catch (error) {
    return error;
  }
  throw new Error("It was scored.");
}

describe("scoreFiles", () => {
  for (const concurrency of [1, 2, 5]) {
    describe(`given an executor that works on ${concurrency} calls at once and ends the later ones first`, () => {
      it("gives the bits of scoreUpdates, explanations included", async () => {
        const round = largeRound();
        const { executor, seen } = createBusyExecutor(concurrency);
        const scored = await scoringOf(round, executor);
        expect(scored).to.deep.equal(scoreUpdates(round.inMemory));
        expect(new Set(scored.explanations.map(({ status }) => status))).to.include.members([
          "scored",
          "malformed",
          "duplicate-of-update",
          "duplicate-of-published",
          "no-work",
        ]);
        expect(seen.most).to.equal(concurrency);
      });
    });
  }

  describe("when an update cannot be fetched", () => {
    it("calls it malformed without asking anybody about it", async () => {
      const round = largeRound();
      const { executor } = createBusyExecutor(2);
      const updates = round.inMemory.updates.map((update, i) => (i === 1 ? { ...update, update: undefined } : update));
      const loadFile = async (wanted: Parameters<typeof round.fileOf>[0]) =>
        wanted.kind === "update" && wanted.index === 1 ? undefined : round.fileOf(wanted);
      const scored = await scoreFiles({ ...round.parameters, loadFile, executor });
      expect(scored).to.deep.equal(scoreUpdates({ ...round.inMemory, updates }));
      expect(scored.explanations[1]).to.include({ status: "malformed", defect: "no readable update" });
    });
  });

  describe("when an update is gone after it was measured", () => {
    it("throws UPDATE_GONE, which may be tried again", async () => {
      const round = largeRound();
      const asked = new Set<number>();
      const loadFile = async (wanted: Parameters<typeof round.fileOf>[0]): Promise<UpdateFile | undefined> => {
        if (wanted.kind === "update" && asked.has(wanted.index)) return undefined;
        if (wanted.kind === "update") asked.add(wanted.index);
        return round.fileOf(wanted);
      };
      const error = await errorOf(
        scoreFiles({ ...round.parameters, loadFile, executor: createBusyExecutor(2).executor }),
      );
      expect(error).to.be.instanceOf(RetryableError).and.include({ code: "UPDATE_GONE" });
    });
  });

  describe("when the executor answers something that no update can", () => {
    const first = (answers: UpdateAnswer[], change: (numbers: Float64Array) => Float64Array) =>
      answers.map((answer, i) =>
        i > 0 || answer.numbers === undefined ? answer : { numbers: change(answer.numbers.slice()) },
      );
    const damages: Record<string, (answers: UpdateAnswer[], kind: string) => UpdateAnswer[]> = {
      "one answer too few": (answers) => answers.slice(1),
      "a number too many": (answers) => first(answers, (numbers) => Float64Array.from([...numbers, 0])),
      "a length that is not a number": (answers, kind) =>
        kind === "measure" ? first(answers, (numbers) => numbers.fill(NaN, 0, 1)) : answers,
      "a product that is not finite": (answers, kind) =>
        kind === "project" ? first(answers, (numbers) => numbers.fill(Infinity)) : answers,
      "a sketch that is not finite": (answers, kind) =>
        kind === "sketch" ? first(answers, (numbers) => numbers.fill(-Infinity, 5, 6)) : answers,
    };
    for (const [what, change] of Object.entries(damages)) {
      it(`scores nothing and throws SCORING_ANSWER_INVALID: ${what}`, async () => {
        const error = await errorOf(scoringOf(largeRound(), createDamagedExecutor(change)));
        expect(error).to.include({ code: "SCORING_ANSWER_INVALID" });
      });
    }
  });

  describe("when a call fails", () => {
    it("throws its error, and begins no other", async () => {
      const round = largeRound();
      const lost = new RetryableError("SCORING_WORK_LOST", "It is lost.");
      let calls = 0;
      const executor: ScoringExecutor = {
        concurrency: 2,
        async answer(question, files) {
          if (++calls === 2) throw lost;
          await new Promise(setImmediate);
          return answerFiles(createAnswerer(question), question.parameters, files);
        },
      };
      expect(await errorOf(scoringOf(round, executor))).to.equal(lost);
      expect(calls).to.equal(2);
    });
  });

  describe("when the base has no parameters of the network", () => {
    it("throws what scoreUpdates throws", async () => {
      const round = largeRound();
      const base = new Float64Array(3);
      const { executor } = createBusyExecutor(1);
      const loadFile = async () => ({ bytes: writeUpdate(base), transmission: { kind: "dense", bits: 64 } as const });
      const error = await errorOf(scoreFiles({ ...round.parameters, base, loadFile, executor }));
      expect(error).to.have.property("name", "LearningError");
    });
  });
});
