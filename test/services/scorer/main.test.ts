import { once } from "node:events";
import { Queue, QueueEvents } from "bullmq";
import { expect } from "chai";
import { createQueueExecutor } from "../../../src/node/scoring/createQueueExecutor.ts";
import { redisOptionsOf } from "../../../src/node/scoring/redisOptionsOf.ts";
import { scoreFiles } from "../../../src/scoring/scoreFiles.ts";
import { scoreUpdates } from "../../../src/scoring/scoreUpdates.ts";
import { digestOf } from "../../src/node/scoring/digestOf.ts";
import { type StartedRedis, startRedis } from "../../src/node/scoring/startRedis.ts";
import { largeRound } from "../../src/scoring/largeRound.ts";
import { type StartedScorer, startScorer } from "./startScorer.ts";

const LOCK_SECONDS = ["--lock-seconds", "1"];

/** Scores a round over a queue; its workers come and go. */
function scoreOver(redisUrl: string, queue: string) {
  const round = largeRound();
  const executor = createQueueExecutor({ redisUrl, queue });
  const loadFile = async (wanted: Parameters<typeof round.fileOf>[0]) => round.fileOf(wanted);
  return scoreFiles({ ...round.parameters, loadFile, executor }).finally(() => executor.close());
}

/** Stops a worker's process, not its life, at the moment when it has taken its first job: before it can have ended it. */
async function freezeAtWork(scorer: StartedScorer, redisUrl: string, queue: string, begin: () => void) {
  const options = { connection: redisOptionsOf(redisUrl, true), prefix: "commonweights" };
  const events = new QueueEvents(queue, options);
  const jobs = new Queue(queue, options);
  await events.waitUntilReady();
  const active = once(events, "active");
  begin();
  await active;
  scorer.child.kill("SIGSTOP");
  const held = await jobs.getActiveCount();
  await Promise.all([events.close(), jobs.close()]);
  return held;
}

describe("scorer", () => {
  const redis: { started?: StartedRedis } = {};
  const url = () => redis.started?.url ?? "";
  const scorers: StartedScorer[] = [];
  const start = async (queue: string) => {
    const scorer = await startScorer(["--redis", url(), "--queue", queue, ...LOCK_SECONDS]);
    scorers.push(scorer);
    return scorer;
  };
  const expected = digestOf(scoreUpdates(largeRound().inMemory));

  before(async function () {
    // Debian's package, where it is not there yet.
    this.timeout(300_000);
    redis.started = await startRedis();
  });
  afterEach(async () => {
    for (const scorer of scorers.splice(0)) await scorer.end("SIGKILL");
  });
  after(() => redis.started?.stop());

  describe("given two processes", () => {
    it("gives the local digest, and each ends in order when it is told to", async () => {
      const [first, second] = await Promise.all([start("two"), start("two")]);
      expect(digestOf(await scoreOver(url(), "two"))).to.equal(expected);
      const answered = [first, second].map(({ messages }) => messages.filter((text) => text === "answered a job"));
      expect(answered.flat().length).to.be.at.least(5);
      for (const scorer of [first, second])
        expect(await scorer.end("SIGTERM")).to.deep.equal({ code: 0, signal: null });
      expect(first.messages).to.include("stopped");
    });
  });

  describe("when a process is killed in the middle of a job", () => {
    it("gives the local digest, later", async () => {
      const victim = await start("killed");
      let scoring: ReturnType<typeof scoreOver> | undefined;
      const held = await freezeAtWork(victim, url(), "killed", () => {
        scoring = scoreOver(url(), "killed");
      });
      expect(held).to.be.at.least(1);
      await victim.end("SIGKILL");
      expect(victim.messages).to.not.include("answered a job");
      await start("killed");
      expect(digestOf(await scoring!)).to.equal(expected);
    });
  });

  describe("when a process freezes in the middle of a job, and goes on when another has done it", () => {
    it("gives the local digest, and what comes late changes nothing", async () => {
      const sleeper = await start("frozen");
      let scoring: ReturnType<typeof scoreOver> | undefined;
      const held = await freezeAtWork(sleeper, url(), "frozen", () => {
        scoring = scoreOver(url(), "frozen");
      });
      expect(held).to.be.at.least(1);
      const other = await start("frozen");
      expect(digestOf(await scoring!)).to.equal(expected);
      sleeper.child.kill("SIGCONT");
      await other.end("SIGTERM");
      expect(digestOf(await scoreOver(url(), "frozen"))).to.equal(expected);
    });
  });

  describe("when the arguments cannot be used", () => {
    for (const argv of [
      [],
      ["--redis", "http://x"],
      ["--redis", "redis://x", "--threads", "0"],
      ["--redis-file", "no"],
    ]) {
      it(`exits with 2 and says why: ${argv.join(" ")}`, async () => {
        const said: string[] = [];
        const stream = { write: (text: string) => said.push(text) };
        // Imported as it imports the queue itself, so that an error's class is the same wherever it comes from.
        const { main } = await import("../../../services/scorer/main.ts");
        const code = await main(argv, Object.create(process, { stdout: { value: stream }, stderr: { value: stream } }));
        expect(code).to.equal(2);
        expect(said.join("")).to.match(/^Error: .+\n.+/);
      });
    }
  });
});
