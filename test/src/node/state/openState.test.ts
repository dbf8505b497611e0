import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { id } from "ethers";
import { BaseError } from "../../../../src/errors/BaseError.ts";
import { openDatabase } from "../../../../src/node/state/openDatabase.ts";
import { openState, type State } from "../../../../src/node/state/openState.ts";
import { aBlock, addressOf, topicOf } from "./aBlock.ts";

const ROUND_OPENED = id("RoundOpened");
const SOMETHING = id("Something");

function open(path = ":memory:", subject = "chain 1, account A"): State {
  return openState({ path, finalityDepth: 10, subject, roundOpened: ROUND_OPENED });
}

/** The event that opens a round of a model. */
const opening = (roundId: number, modelId: number) => ({ topics: [ROUND_OPENED, topicOf(roundId), topicOf(modelId)] });

/** Rounds 1 and 3 of model 7, round 2 of model 8, in block 1. */
function withRounds(): State {
  const state = open();
  state.chain.append([aBlock(1, { events: [opening(1, 7), opening(2, 8), opening(3, 7)] })]);
  return state;
}

async function inFolder(live: (path: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "commonweights-state-"));
  try {
    await live(join(folder, "state", "state.sqlite"));
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe("openState", () => {
  describe("when results are kept", () => {
    it("gives back the first that was kept under a key, and never another", () => {
      const { results } = open();
      expect(results.get("judgement/1")).to.equal(undefined);
      results.set("judgement/1", "first");
      results.set("judgement/1", "second");
      expect(results.get("judgement/1")).to.equal("first");
    });

    it("lists and deletes those whose keys begin alike, and no others", () => {
      const { results } = open();
      for (const key of ["a/1", "a/10", "a/2", "a", "ab/1", "b/1", "a/%", "A/1", "a/\u{1f600}"]) results.set(key, key);
      const listed = results.startingWith("a/").map(({ key }) => key);
      expect(listed).to.deep.equal(["a/%", "a/1", "a/10", "a/2", "a/\u{1f600}"]);
      results.delete("a/1");
      expect(results.startingWith("a/").map(({ key }) => key)).to.deep.equal(["a/%", "a/2", "a/\u{1f600}"]);
      expect(["a", "ab/1", "b/1", "A/1"].map((key) => results.get(key))).to.deep.equal(["a", "ab/1", "b/1", "A/1"]);
    });
  });

  describe("when it is asked which rounds are awake", () => {
    it("gives those of the models, oldest first", () => {
      const { rounds } = withRounds();
      expect(rounds.awake([7n], 0)).to.deep.equal([1n, 3n]);
      expect(rounds.awake([8n, 7n], 0)).to.deep.equal([1n, 2n, 3n]);
      expect(rounds.awake([], 0)).to.deep.equal([]);
    });

    it("leaves out those that sleep, until their time has come", () => {
      const { rounds } = withRounds();
      rounds.sleep(1n, 500);
      rounds.sleep(3n, undefined);
      expect(rounds.awake([7n], 499)).to.deep.equal([]);
      expect(rounds.awake([7n], 500)).to.deep.equal([1n]);
      rounds.sleep(1n, 900);
      expect(rounds.awake([7n], 500)).to.deep.equal([]);
      expect(rounds.awake([7n], Number.MAX_SAFE_INTEGER - 1)).to.deep.equal([1n]);
    });

    it("gives all again when all are woken", () => {
      const { rounds } = withRounds();
      for (const round of [1n, 3n]) rounds.sleep(round, undefined);
      rounds.wakeAll();
      expect(rounds.awake([7n], 0)).to.deep.equal([1n, 3n]);
    });

    describe("given an event in one that sleeps", () => {
      it("gives it again, whichever contract the event is of, and lets the others sleep", () => {
        const state = withRounds();
        for (const round of [1n, 3n]) state.rounds.sleep(round, undefined);
        const event = { address: addressOf(2), topics: [SOMETHING, topicOf(3)] };
        state.chain.append([aBlock(2, { events: [event] })]);
        expect(state.rounds.awake([7n], 0)).to.deep.equal([3n]);
      });
    });

    describe("given a reorganisation", () => {
      it("gives all again, because the time for which they sleep went back as well", () => {
        const state = withRounds();
        state.chain.append([aBlock(2)]);
        state.rounds.sleep(1n, 500);
        state.rounds.sleep(3n, undefined);
        state.chain.unwindTo(1);
        expect(state.rounds.awake([7n], 0)).to.deep.equal([1n, 3n]);
      });
    });

    it("does not give one whose opening went out of the chain", () => {
      const state = withRounds();
      state.chain.append([aBlock(2, { events: [opening(4, 7)] })]);
      expect(state.rounds.awake([7n], 0)).to.deep.equal([1n, 3n, 4n]);
      state.rounds.sleep(4n, undefined);
      state.chain.unwindTo(1);
      expect(state.rounds.awake([7n], 0)).to.deep.equal([1n, 3n]);
      // Another round that gets its number begins awake.
      state.chain.append([aBlock(2, { branch: "b", events: [opening(4, 7)] })]);
      expect(state.rounds.awake([7n], 0)).to.deep.equal([1n, 3n, 4n]);
    });
  });

  describe("when it is asked whether something is unchanged", () => {
    it("compares with the last time", () => {
      const state = open();
      const answers = ["x", "x", "y", "x"].map((value) => state.isUnchanged("configuration", value));
      expect(answers).to.deep.equal([false, true, false, false]);
    });
  });

  describe("given a file", () => {
    it("keeps everything in it, readable by its owner alone", () =>
      inFolder(async (path) => {
        const first = open(path);
        first.results.set("key", "value");
        first.chain.append([aBlock(1, { events: [opening(1, 7)] })]);
        first.rounds.sleep(1n, 500);
        expect(first.isUnchanged("configuration", "x")).to.equal(false);
        first.close();
        const second = open(path);
        expect(second.results.get("key")).to.equal("value");
        expect(second.chain.head()?.number).to.equal(1);
        expect(second.rounds.awake([7n], 499)).to.deep.equal([]);
        expect(second.isUnchanged("configuration", "x")).to.equal(true);
        second.close();
        expect((await stat(join(path, ".."))).mode & 0o777).to.equal(0o700);
      }));

    it("throws STATE_OF_ANOTHER for one that is about another subject, naming both", () =>
      inFolder(async (path) => {
        open(path).close();
        expect(() => open(path, "chain 1, account B"))
          .to.throw(BaseError, /account A, not chain 1, account B/)
          .with.property("code", "STATE_OF_ANOTHER");
        open(path).close();
      }));

    it("throws STATE_VERSION for one of another version, naming both", () =>
      inFolder(async (path) => {
        open(path).close();
        const database = openDatabase(path);
        database.exec("PRAGMA user_version = 99");
        database.close();
        expect(() => open(path))
          .to.throw(BaseError, /version 99; this program reads 1/)
          .with.property("code", "STATE_VERSION");
      }));
  });
});
