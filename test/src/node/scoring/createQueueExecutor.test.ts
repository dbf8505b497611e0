import { expect } from "chai";
import { Redis } from "ioredis";
import { RetryableError } from "../../../../src/errors/RetryableError.ts";
import { writeUpdate } from "../../../../src/learning/writeUpdate.ts";
import { createQueueExecutor } from "../../../../src/node/scoring/createQueueExecutor.ts";
import { startQueueWorker } from "../../../../src/node/scoring/startQueueWorker.ts";
import { answerFiles } from "../../../../src/scoring/answerFiles.ts";
import { createAnswerer } from "../../../../src/scoring/createAnswerer.ts";
import type { ScoringExecutor } from "../../../../src/scoring/ScoringExecutor.ts";
import { scoreFiles } from "../../../../src/scoring/scoreFiles.ts";
import { scoreUpdates } from "../../../../src/scoring/scoreUpdates.ts";
import { largeRound } from "../../scoring/largeRound.ts";
import { digestOf } from "./digestOf.ts";
import { type StartedRedis, startRedis } from "./startRedis.ts";

const transmission = { kind: "dense", bits: 64 } as const;
const honest: ScoringExecutor = {
  concurrency: 2,
  answer: async (question, files) => answerFiles(createAnswerer(question), question.parameters, files),
};
/** Off by the last bit. */
const damaged: ScoringExecutor = {
  concurrency: 2,
  async answer(question, files) {
    const answers = await honest.answer(question, files);
    return answers.map((answer) =>
      answer.numbers === undefined ? answer : { numbers: answer.numbers.map((x) => x * (1 + Number.EPSILON)) },
    );
  },
};

/** Closes what a test opened, the last first, however it ends. */
async function using<T>(work: (opened: <C extends { close(): unknown }>(closable: C) => C) => Promise<T>): Promise<T> {
  const closables: { close(): unknown }[] = [];
  const opened = <C extends { close(): unknown }>(closable: C) => {
    closables.push(closable);
    return closable;
  };
  try {
    return await work(opened);
  } finally {
    for (const closable of closables.reverse()) await closable.close();
  }
}

describe("createQueueExecutor", () => {
  const redis: { started?: StartedRedis } = {};
  const url = () => redis.started?.url ?? "";
  let queues = 0;

  before(async function () {
    // Debian's package, where it is not there yet.
    this.timeout(300_000);
    redis.started = await startRedis({ password: "between us" });
  });
  after(() => redis.started?.stop());

  const projectOnto = (direction: Float64Array) => ({
    kind: "project" as const,
    parameters: direction.length,
    direction,
  });
  const fileOf = (...numbers: number[]) => ({ bytes: writeUpdate(Float64Array.from(numbers)), transmission });

  describe("given two workers", () => {
    it("gives the digest of scoreUpdates, and leaves neither jobs nor updates behind", async () => {
      const queue = `test-${queues++}`;
      await using(async (opened) => {
        const answered = new Map<string, number>();
        for (const name of ["first", "second"]) {
          const onEvent = () => answered.set(name, (answered.get(name) ?? 0) + 1);
          opened(startQueueWorker({ redisUrl: url(), queue, executor: honest, name, onEvent }));
        }
        const round = largeRound();
        const executor = opened(createQueueExecutor({ redisUrl: url(), queue }));
        const loadFile = async (wanted: Parameters<typeof round.fileOf>[0]) => round.fileOf(wanted);
        const scored = await scoreFiles({ ...round.parameters, loadFile, executor });
        expect(digestOf(scored)).to.equal(digestOf(scoreUpdates(round.inMemory)));
        expect([...answered.values()].reduce((sum, count) => sum + count, 0)).to.be.at.least(5);
      });
      const client = new Redis(url());
      const kept = await client.keys(`*${queue}:*`);
      client.disconnect();
      const jobs = kept.filter((key) => new RegExp(`^commonweights:${queue}:[0-9a-f]{64}$`).test(key));
      expect(jobs).to.deep.equal([]);
      // The directions of two questions, for the hour that they are kept.
      expect(kept.filter((key) => key.includes(":content:"))).to.have.length(2);
    });
  });

  describe("when two calls are about the same files at once", () => {
    it("makes one job of them", async () => {
      const queue = `test-${queues++}`;
      await using(async (opened) => {
        let answered = 0;
        const onEvent = () => answered++;
        const executor = opened(createQueueExecutor({ redisUrl: url(), queue }));
        const question = projectOnto(Float64Array.of(2, 1));
        const calls = [1, 2].map(() => executor.answer(question, [fileOf(3, 4)]));
        opened(startQueueWorker({ redisUrl: url(), queue, executor: honest, name: "one", onEvent }));
        expect(await Promise.all(calls)).to.deep.equal([1, 2].map(() => [{ numbers: Float64Array.of(10) }]));
        expect(answered).to.equal(1);
      });
    });
  });

  describe("when another worker computes another result for a job", () => {
    it("throws SCORING_RESULTS_DIFFER, naming the job and both, and accepts nothing more from the queue", async () => {
      const queue = `test-${queues++}`;
      await using(async (opened) => {
        const executor = opened(createQueueExecutor({ redisUrl: url(), queue }));
        const question = projectOnto(Float64Array.of(2, 1));
        const ask = (...numbers: number[]) => executor.answer(question, [fileOf(...numbers)]);
        const first = startQueueWorker({ redisUrl: url(), queue, executor: honest, name: "sound" });
        expect(await ask(3, 4)).to.deep.equal([{ numbers: Float64Array.of(10) }]);
        await first.close();
        const second = startQueueWorker({ redisUrl: url(), queue, executor: damaged, name: "cracked" });
        const error = await ask(3, 4).catch((caught: unknown) => caught);
        await second.close();
        expect(error).to.not.be.instanceOf(RetryableError);
        expect(error).to.include({ code: "SCORING_RESULTS_DIFFER" });
        expect((error as Error).message).to.match(/job [0-9a-f]{64}: sound and cracked/);
        opened(startQueueWorker({ redisUrl: url(), queue, executor: honest, name: "sound again" }));
        const later = await ask(5, 6).catch((caught: unknown) => caught);
        expect(later).to.include({ code: "SCORING_RESULTS_DIFFER" });
      });
    });
  });

  describe("when a worker fails at a job", () => {
    it("gives it to one that does not", async () => {
      const queue = `test-${queues++}`;
      await using(async (opened) => {
        let tries = 0;
        const failsOnce: ScoringExecutor = {
          concurrency: 1,
          async answer(question, files) {
            if (++tries === 1) throw new RetryableError("SCORING_THREAD_LOST", "It is lost.");
            return honest.answer(question, files);
          },
        };
        opened(startQueueWorker({ redisUrl: url(), queue, executor: failsOnce, name: "tired" }));
        const executor = opened(createQueueExecutor({ redisUrl: url(), queue }));
        const answers = await executor.answer(projectOnto(Float64Array.of(2, 1)), [fileOf(3, 4)]);
        expect(answers).to.deep.equal([{ numbers: Float64Array.of(10) }]);
        expect(tries).to.equal(2);
      });
    });
  });

  describe("when no worker answers", () => {
    it("throws SCORING_JOB_FAILED, which may be tried again, and the next try succeeds", async () => {
      const queue = `test-${queues++}`;
      await using(async (opened) => {
        const executor = opened(createQueueExecutor({ redisUrl: url(), queue, timeoutMilliseconds: 300 }));
        const question = projectOnto(Float64Array.of(2, 1));
        const error = await executor.answer(question, [fileOf(3, 4)]).catch((caught: unknown) => caught);
        expect(error).to.be.instanceOf(RetryableError).and.include({ code: "SCORING_JOB_FAILED" });
        opened(startQueueWorker({ redisUrl: url(), queue, executor: honest, name: "late" }));
        const patient = opened(createQueueExecutor({ redisUrl: url(), queue }));
        expect(await patient.answer(question, [fileOf(3, 4)])).to.deep.equal([{ numbers: Float64Array.of(10) }]);
      });
    });
  });

  describe("when Redis is lost", () => {
    it("throws SCORING_JOB_FAILED, without the password in it, and works again when Redis is back", async () => {
      const password = "nobody's business";
      const first = await startRedis({ password });
      let second: StartedRedis | undefined;
      try {
        await using(async (opened) => {
          opened(startQueueWorker({ redisUrl: first.url, executor: honest, name: "patient" }));
          const executor = opened(createQueueExecutor({ redisUrl: first.url }));
          const ask = () => executor.answer(projectOnto(Float64Array.of(2, 1)), [fileOf(3, 4)]);
          expect(await ask()).to.have.length(1);
          await first.stop();
          const error = await ask().catch((caught: unknown) => caught);
          expect(error).to.be.instanceOf(RetryableError).and.include({ code: "SCORING_JOB_FAILED" });
          const { message, cause } = error as Error;
          expect(`${message} ${cause}`).to.not.include(password);
          second = await startRedis({ password, port: first.port });
          expect(await ask()).to.deep.equal([{ numbers: Float64Array.of(10) }]);
        });
      } finally {
        await first.stop();
        await second?.stop();
      }
    });
  });

  describe("when the URL is none of Redis", () => {
    it("throws REDIS_URL_INVALID, without the URL in it", () => {
      for (const redisUrl of ["http://u:secret@host", "redis://", "secret"]) {
        expect(() => createQueueExecutor({ redisUrl }))
          .to.throw(/^(?!.*secret)/)
          .with.property("code", "REDIS_URL_INVALID");
      }
    });
  });
});
