import { expect } from "chai";
import { createJobs } from "../../../services/daemon/createJobs.ts";
import { BaseError } from "../../../src/errors/BaseError.ts";
import { RetryableError } from "../../../src/errors/RetryableError.ts";

const PAUSE = 100;
const LONGEST_PAUSE = 60_000;

/** Jobs with a clock of their own, and what was told of them. */
function someJobs() {
  const clock = { now: 0 };
  const told: string[] = [];
  const errors: BaseError[] = [];
  const jobs = createJobs({
    now: () => clock.now,
    pauseMilliseconds: PAUSE,
    most: { judge: 1, train: 2 },
    onBegin: (key) => told.push(`begin ${key}`),
    onDone: (key) => told.push(`done ${key}`),
    onEnd: (key) => told.push(`end ${key}`),
    onError: (key, error) => {
      told.push(`error ${key}`);
      errors.push(error);
    },
  });
  return { clock, told, errors, jobs };
}

/** Work that ends when it is told to. */
function heldWork() {
  let finish = () => {};
  let fail = (_error: unknown) => {};
  const starts: AbortSignal[] = [];
  const promise = new Promise<void>((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  const work = (signal: AbortSignal) => {
    starts.push(signal);
    return promise;
  };
  return { work, starts, finish: () => finish(), fail: (error: unknown) => fail(error) };
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("createJobs", () => {
  describe("when a job is started", () => {
    it("runs it beside, and tells when it begins, is done and ends", async () => {
      const { told, jobs } = someJobs();
      const { work, finish } = heldWork();
      jobs.start("judge/a", work);
      expect(jobs.running()).to.equal(1);
      expect(told).to.deep.equal(["begin judge/a"]);
      finish();
      await settle();
      expect(told.slice(1)).to.deep.equal(["done judge/a", "end judge/a"]);
      expect(jobs.running()).to.equal(0);
    });

    it("does not start it again while it runs", async () => {
      const { jobs } = someJobs();
      const { work, starts, finish } = heldWork();
      for (let k = 0; k < 3; k++) jobs.start("record/a", work);
      expect(starts).to.have.length(1);
      finish();
      await settle();
      jobs.start("record/a", work);
      expect(starts).to.have.length(2);
    });
  });

  describe("given as many of its kind as may run", () => {
    it("leaves it for another turn, and lets other kinds run", async () => {
      const { jobs } = someJobs();
      const [first, second, other] = [heldWork(), heldWork(), heldWork()];
      jobs.start("judge/a", first.work);
      jobs.start("judge/b", second.work);
      for (const round of ["a", "b", "c"]) jobs.start(`train/${round}`, other.work);
      expect([first, second, other].map(({ starts }) => starts.length)).to.deep.equal([1, 0, 2]);
      first.finish();
      await settle();
      jobs.start("judge/b", second.work);
      expect(second.starts).to.have.length(1);
    });

    it("runs any number of a kind that has no bound", () => {
      const { jobs } = someJobs();
      for (let k = 0; k < 5; k++) jobs.start(`record/${k}`, heldWork().work);
      expect(jobs.running()).to.equal(5);
    });
  });

  describe("when a job fails", () => {
    /** How long a job that fails each time is left alone, time after time. */
    async function pausesAfter(error: Error, times: number): Promise<number[]> {
      const { clock, jobs } = someJobs();
      const starts: number[] = [];
      const work = () => {
        starts.push(clock.now);
        return Promise.reject(error);
      };
      while (starts.length <= times) {
        jobs.start("judge/a", work);
        await settle();
        clock.now += PAUSE / 2;
      }
      return starts.slice(1).map((start, k) => start - starts[k]!);
    }

    it("tries it again after a pause that doubles, but soon where the failure may pass", async () => {
      expect(await pausesAfter(new BaseError("BROKEN", "broken"), 6)).to.deep.equal(
        [1, 2, 4, 8, 16, 32].map((times) => times * PAUSE),
      );
      expect(await pausesAfter(new RetryableError("FILES_MISSING", "not yet"), 6)).to.deep.equal(
        [1, 2, 4, 8, 8, 8].map((times) => times * PAUSE),
      );
    });

    it("never waits longer than a minute", async () => {
      const { clock, jobs } = someJobs();
      for (let k = 0; k < 15; k++) {
        jobs.start("judge/a", () => Promise.reject(new Error("broken")));
        await settle();
        clock.now += LONGEST_PAUSE;
      }
      const again = heldWork();
      jobs.start("judge/a", again.work);
      expect(again.starts).to.have.length(1);
    });

    it("begins with the short pause again once it went well", async () => {
      const { clock, jobs } = someJobs();
      for (const isBroken of [true, true, false]) {
        jobs.start("judge/a", async () => {
          if (isBroken) throw new Error("broken");
        });
        await settle();
        clock.now += 10 * PAUSE;
      }
      jobs.start("judge/a", () => Promise.reject(new Error("broken")));
      await settle();
      clock.now += PAUSE;
      const again = heldWork();
      jobs.start("judge/a", again.work);
      expect(again.starts).to.have.length(1);
    });

    it("tells of the error as it is, and of one that is not ours as UNEXPECTED", async () => {
      const { errors, told, jobs } = someJobs();
      const ours = new BaseError("NO_WEIGHTS", "gone");
      jobs.start("judge/a", () => Promise.reject(ours));
      await settle();
      jobs.start("record/a", () => Promise.reject(new TypeError("odd")));
      await settle();
      expect(errors[0]).to.equal(ours);
      expect(errors[1]).to.have.property("code", "UNEXPECTED");
      expect(errors[1]!.cause).to.be.instanceOf(TypeError);
      expect(told).to.include.members(["error judge/a", "end judge/a"]).and.not.include("done judge/a");
    });
  });

  describe("when a round is over", () => {
    it("aborts the jobs of all rounds but those that are kept, and tells of no error", async () => {
      const { told, jobs } = someJobs();
      const works = ["judge/a/1", "record/a", "seal/ab", "publish/b"].map((key) => {
        const held = heldWork();
        jobs.start(key, held.work);
        return { key, ...held };
      });
      jobs.abortAllBut(["a"]);
      const aborted = works.filter(({ starts }) => starts[0]!.aborted).map(({ key }) => key);
      expect(aborted).to.deep.equal(["seal/ab", "publish/b"]);
      for (const { fail } of works.slice(2)) fail(new Error("aborted"));
      await settle();
      expect(told.filter((line) => line.startsWith("error"))).to.deep.equal([]);
      expect(jobs.running()).to.equal(2);
    });

    it("forgets that it failed", async () => {
      const { jobs } = someJobs();
      const again = heldWork();
      jobs.start("record/a", () => Promise.reject(new Error("broken")));
      await settle();
      jobs.start("record/a", again.work);
      expect(again.starts).to.have.length(0);
      jobs.abortAllBut([]);
      jobs.start("record/a", again.work);
      expect(again.starts).to.have.length(1);
    });
  });

  describe("when all is closed", () => {
    it("aborts every job and waits until each has ended", async () => {
      const { jobs } = someJobs();
      const ends: string[] = [];
      for (const key of ["record/a", "seal/b"]) {
        jobs.start(key, async (signal) => {
          await new Promise((resolve) => signal.addEventListener("abort", resolve));
          await settle();
          ends.push(key);
          throw new Error("aborted");
        });
      }
      await jobs.close();
      expect(ends).to.deep.equal(["record/a", "seal/b"]);
      expect(jobs.running()).to.equal(0);
    });
  });
});
