import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { createBuiltInTrainer } from "../../../../services/contributor/trainer/createBuiltInTrainer.ts";
import type { Trainer } from "../../../../services/contributor/trainer/Trainer.ts";
import { createRandom } from "../../../../src/learning/createRandom.ts";
import type { Examples } from "../../../../src/learning/Examples.ts";
import { subtract } from "../../../../src/learning/subtract.ts";
import { trainLocally } from "../../../../src/learning/trainLocally.ts";
import { writeExamples } from "../../../../src/learning/writeExamples.ts";
import { clouds } from "../../../src/scoring/smallRound.ts";
import { rejectionOf } from "./rejectionOf.ts";
import { temporaryFolder } from "./temporaryFolder.ts";
import { trainingJob } from "./trainingJob.ts";

const own = clouds(48, 100);

function withTrainer<T>(
  examples: Examples,
  seed: number | undefined,
  use: (trainer: Trainer) => Promise<T>,
): Promise<T> {
  return temporaryFolder(async (folder) => {
    const path = join(folder, "own.safetensors");
    await writeFile(path, writeExamples(examples));
    return use(createBuiltInTrainer({ source: { kind: "examples", path }, seed }));
  });
}

describe("createBuiltInTrainer", () => {
  describe("given a seed", () => {
    it("trains as the task says, in another order of rows for every round", async () => {
      const job = trainingJob({ roundId: (3n << 32n) + 7n });
      const update = await withTrainer(own, 11, (trainer) => trainer.train(job));
      const { network, training } = job.task;
      const expected = subtract(trainLocally(network, job.base, own, training, createRandom(11, 7, 3)), job.base);
      expect(update).to.deep.equal(expected);
    });
  });

  describe("given no seed", () => {
    it("trains in the order of the job's seed: again the same, otherwise another", async () => {
      const [first, again, other] = await withTrainer(own, undefined, (trainer) =>
        Promise.all([1, 1, 2].map((seed) => trainer.train(trainingJob({ seed })))),
      );
      expect(again).to.deep.equal(first);
      expect(other).not.to.deep.equal(first);
    });
  });

  describe("when the signal is aborted", () => {
    it("throws TRAINER_STOPPED before the start", async () => {
      const job = trainingJob({ signal: AbortSignal.abort() });
      const error = await withTrainer(own, 1, (trainer) => rejectionOf(trainer.train(job)));
      expect(error.code).to.equal("TRAINER_STOPPED");
      expect(error.message).to.match(/round 7 was stopped\.\n/);
    });

    it("ends a training that would take years, while the caller's loop turns", async () => {
      const stop = new AbortController();
      const job = trainingJob({ signal: stop.signal, steps: Number.MAX_SAFE_INTEGER });
      const error = await withTrainer(own, 1, (trainer) => {
        const training = rejectionOf(trainer.train(job));
        setTimeout(() => stop.abort(), 300);
        return training;
      });
      expect(error.code).to.equal("TRAINER_STOPPED");
    });
  });

  describe("when the rows do not fit the network", () => {
    const cases: Record<string, [Examples, RegExp]> = {
      "another width": [
        { width: 3, features: new Float64Array(6), labels: new Uint32Array(2) },
        /have 3 numbers, the network takes 2/,
      ],
      "a class that the network does not know": [
        { width: 2, features: new Float64Array(4), labels: Uint32Array.of(0, 77_001) },
        /Row 1 \(from 0\) .* class that the network does not know; it knows 3/,
      ],
    };
    for (const [name, [examples, reason]] of Object.entries(cases)) {
      it(`throws TRAINER_DATA for ${name}`, async () => {
        const error = await withTrainer(examples, 1, (trainer) => rejectionOf(trainer.train(trainingJob())));
        expect(error.code).to.equal("TRAINER_DATA");
        expect(error.message).to.match(reason).and.not.contain("77001");
      });
    }
  });

  describe("when the numbers outgrow what can be scored", () => {
    it("throws TRAINER_DIVERGED", async () => {
      const extreme = { ...own, features: own.features.map((value) => value * 1e200) };
      const error = await withTrainer(extreme, 1, (trainer) => rejectionOf(trainer.train(trainingJob())));
      expect(error.code).to.equal("TRAINER_DIVERGED");
      expect(error.message).to.match(/cannot be scored: .*\n./);
    });
  });

  describe("when the base weights do not fit the network", () => {
    it("throws what the library says, with its code", async () => {
      const job = { ...trainingJob(), base: new Float64Array(3) };
      const error: unknown = await withTrainer(own, 1, (trainer) => trainer.train(job).catch((e: unknown) => e));
      expect(error).to.have.property("code", "LEARNING_SHAPE");
      expect(error)
        .to.have.property("message")
        .that.matches(/but 3 were given\.\n./);
    });
  });
});
