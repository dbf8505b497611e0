import { EventEmitter } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type BaseConfig, baseConfigSchema } from "../../../services/operation/baseConfigSchema.ts";
import type { RunningService } from "../../../services/operation/RunningService.ts";
import { type RunServiceParameters, runService, type ServiceProcess } from "../../../services/operation/runService.ts";
import { BaseError } from "../../../src/errors/BaseError.ts";
import { RetryableError } from "../../../src/errors/RetryableError.ts";
import { KeyError } from "../../../src/node/keys/KeyError.ts";
import { exampleConfig } from "./exampleConfig.ts";
import { exampleStatus } from "./exampleStatus.ts";

/** A process that only remembers. */
function createProcess() {
  const written = { stdout: "", stderr: "" };
  const exits: unknown[] = [];
  const stream = (name: keyof typeof written) => ({
    write(text: string) {
      written[name] += text;
      return true;
    },
  });
  const process = Object.assign(new EventEmitter(), {
    exit: (code: unknown) => void exits.push(code),
    stdout: stream("stdout"),
    stderr: stream("stderr"),
  });
  return { process, written, exits, like: process as unknown as ServiceProcess };
}

/** A service that ends as it is told, and counts how often it was stopped. */
function createService() {
  let end = (_how: "stopped" | "halted") => {};
  let fail = (_error: Error) => {};
  const done = new Promise<"stopped" | "halted">((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  // A loop may fail before anybody waits for it.
  done.catch(() => {});
  const stops: number[] = [];
  const service: RunningService = {
    status: () => exampleStatus,
    done,
    async stop() {
      stops.push(1);
      end("stopped");
    },
  };
  return { service, stops, end: (how: "stopped" | "halted") => end(how), fail: (error: Error) => fail(error) };
}

describe("runService", () => {
  let folder: string;
  let path: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "commonweights-service-"));
    path = join(folder, "config.json");
    await writeFile(path, JSON.stringify(exampleConfig));
  });
  after(() => rm(folder, { recursive: true }));

  type Change = Partial<RunServiceParameters<BaseConfig>>;
  const run = (like: ServiceProcess, change: Change) =>
    runService({
      name: "oracle",
      usage: "Usage: oracle",
      argv: ["--config", path],
      schema: baseConfigSchema,
      process: like,
      start: () => expect.fail("was started"),
      check: () => expect.fail("was checked"),
      ...change,
    });

  describe("when --help is asked for", () => {
    it("prints the usage, touches nothing else and exits with 0", async () => {
      const { like, written, process } = createProcess();
      expect(await run(like, { argv: ["--help", "--config", "/nowhere"] })).to.equal(0);
      expect(written).to.deep.equal({ stdout: "Usage: oracle\n", stderr: "" });
      expect(process.eventNames()).to.deep.equal([]);
    });
  });

  for (const [argv, message] of [
    [[], "--config is missing."],
    [["--config"], "--config"],
    [["--colour"], "--colour"],
    [["--config", "/nowhere/config.json"], "/nowhere/config.json cannot be used"],
  ] as const) {
    describe(`when called with "${argv.join(" ")}"`, () => {
      it("says what is wrong and exits with 2", async () => {
        const { like, written } = createProcess();
        expect(await run(like, { argv })).to.equal(2);
        expect(written.stderr)
          .to.match(/^Error: /)
          .and.contain(message);
        expect(written.stdout).to.equal("");
      });
    });
  }

  describe("when --check is asked for", () => {
    it("checks, does not start, and exits with 0", async () => {
      const { like, written } = createProcess();
      const checked: BaseConfig[] = [];
      const check = async (config: BaseConfig) => void checked.push(config);
      expect(await run(like, { argv: ["--check", "--config", path], check })).to.equal(0);
      expect(checked.map(({ chain }) => chain.chainId)).to.deep.equal([31337n]);
      expect(written.stdout).to.contain("as they should be");
    });
  });

  for (const { what, error, code } of [
    { what: "a key cannot be used", error: new KeyError("PASSPHRASE_WRONG", "No.", "Do."), code: 2 },
    { what: "the nodes do not answer", error: new RetryableError("QUORUM_MISSED", "No."), code: 1 },
    { what: "trying again does not help", error: new BaseError("WRONG_CHAIN", "No."), code: 3 },
    { what: "something unexpected happens", error: new TypeError("x is undefined"), code: 1 },
  ]) {
    describe(`when ${what}`, () => {
      it(`exits with ${code} at the check and at the start`, async () => {
        const { like, written } = createProcess();
        const fail = () => Promise.reject(error);
        expect(await run(like, { argv: ["--check", "--config", path], check: fail })).to.equal(code);
        expect(written.stderr).to.contain(error.message);
        expect(await run(like, { start: fail })).to.equal(code);
        const [last] = written.stderr.trim().split("\n").slice(-1);
        expect(JSON.parse(last!)).to.deep.include({ level: "error", service: "oracle", exitCode: code });
      });
    });
  }

  describe("when it is told to stop", () => {
    for (const signal of ["SIGTERM", "SIGINT"]) {
      it(`stops the service once on ${signal}, takes its hands off the process and exits with 0`, async () => {
        const { like, process, exits } = createProcess();
        const { service, stops } = createService();
        const ended = run(like, {
          start: async (_, context) => {
            expect(context.configFolder).to.equal(folder);
            setImmediate(() => process.emit(signal, signal));
            return service;
          },
        });
        expect(await ended).to.equal(0);
        expect([stops.length, exits, process.eventNames()]).to.deep.equal([1, [], []]);
      });
    }
  });

  describe("when it is told to stop twice", () => {
    it("exits at once", async () => {
      const { like, process, exits } = createProcess();
      const { service, end } = createService();
      // Stopping takes longer than the operator's patience.
      const slow = { ...service, stop: async () => void setImmediate(() => setImmediate(() => end("stopped"))) };
      const ended = run(like, {
        start: async () => {
          setImmediate(() => process.emit("SIGINT", "SIGINT") && process.emit("SIGINT", "SIGINT"));
          return slow;
        },
      });
      await ended;
      expect(exits).to.deep.equal([1]);
    });
  });

  describe("when it is told to stop while it starts", () => {
    it("aborts the start and exits with 0", async () => {
      const { like, process } = createProcess();
      const ended = run(like, {
        start: (_, { signal }) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener("abort", () => reject(new Error("aborted")));
            setImmediate(() => process.emit("SIGTERM", "SIGTERM"));
          }),
      });
      expect(await ended).to.equal(0);
    });

    it("stops what started all the same", async () => {
      const { like, process } = createProcess();
      const { service, stops } = createService();
      const ended = run(like, {
        start: async () => {
          process.emit("SIGTERM", "SIGTERM");
          return service;
        },
      });
      expect(await ended).to.equal(0);
      expect(stops).to.have.length(1);
    });
  });

  describe("when the service halts", () => {
    it("closes it and exits with 3", async () => {
      const { like } = createProcess();
      const { service, stops, end } = createService();
      end("halted");
      expect(await run(like, { start: async () => service })).to.equal(3);
      expect(stops).to.have.length(1);
    });
  });

  describe("when the service's loop fails", () => {
    it("closes it and exits with 1", async () => {
      const { like } = createProcess();
      const { service, stops, fail } = createService();
      fail(new TypeError("x is undefined"));
      expect(await run(like, { start: async () => service })).to.equal(1);
      expect(stops).to.have.length(1);
    });
  });
});
