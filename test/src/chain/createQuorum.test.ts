import { expect } from "chai";
import fc from "fast-check";
import { createQuorum } from "../../../src/chain/createQuorum.ts";
import type { Endpoint, RpcAnswer, RpcCall } from "../../../src/chain/Endpoint.ts";
import { BaseError } from "../../../src/errors/BaseError.ts";
import { RetryableError } from "../../../src/errors/RetryableError.ts";
import { RevertError } from "../../../src/errors/RevertError.ts";
import { rejection } from "../node/support/rejection.ts";
import { endpointOf } from "./endpointOf.ts";

const MOST_NODES = 5;

/** What a node may do when it is asked. */
type Saying = "a" | "b" | "revert x" | "revert y" | "busy" | "silent";
const sayings = fc.constantFrom<Saying>("a", "b", "revert x", "revert y", "busy", "silent");

function say(saying: Saying): RpcAnswer {
  if (saying === "silent") throw new Error("no route to host");
  if (saying === "busy") return { error: { code: -32005, message: "limit exceeded" } };
  if (saying === "a" || saying === "b") return { result: `0x${saying}` };
  return {
    error: { code: 3, message: "execution reverted", data: saying === "revert x" ? "0x11111111" : "0x22222222" },
  };
}

/** Endpoints whose answers are held back until they are let go, one by one. */
function heldEndpoints(assignments: readonly (readonly Saying[])[]) {
  const released = assignments.map(() => {
    let release = () => {};
    const promise = new Promise<void>((resolve) => {
      release = resolve;
    });
    return { promise, release };
  });
  const endpoints = assignments.map(
    (said, k): Endpoint => ({
      name: `node ${k}`,
      async send(calls) {
        await released[k]!.promise;
        return calls.map((_, place) => say(said[place]!));
      },
    }),
  );
  return { endpoints, release: (k: number) => released[k]!.release() };
}

/** Lets everything that is due run. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** The sayings that at least `needed` of the nodes said to question `place`; those that say nothing about the chain do not count. */
function majorities(assignments: readonly (readonly Saying[])[], place: number, needed: number): Saying[] {
  // A batch that was not answered answers none of its questions.
  const said = assignments.filter((all) => !all.includes("silent")).map((all) => all[place]!);
  const counted = new Set(said.filter((saying) => saying !== "busy"));
  return [...counted].filter((saying) => said.filter((other) => other === saying).length >= needed);
}

function resultOf(value: unknown): Saying {
  if (value instanceof RevertError) return value.args.data === "0x11111111" ? "revert x" : "revert y";
  return value === "0xa" ? "a" : "b";
}

const nodes = (questions: number) =>
  fc
    .array(fc.array(sayings, { minLength: questions, maxLength: questions }), { minLength: 1, maxLength: MOST_NODES })
    .chain((assignments) =>
      fc.record({
        assignments: fc.constant(assignments),
        needed: fc.integer({ min: 1, max: assignments.length }),
        order: fc.shuffledSubarray([...assignments.keys()], { minLength: assignments.length }),
      }),
    );

describe("createQuorum", () => {
  describe("when a question is asked", () => {
    it("answers with what `needed` nodes said alike, and otherwise never, whatever they say in whatever order", () =>
      fc.assert(
        fc.asyncProperty(nodes(1), async ({ assignments, needed, order }) => {
          const { endpoints, release } = heldEndpoints(assignments);
          const quorum = createQuorum({ endpoints, needed });
          const asked = quorum.ask("eth_call", []).catch((error: unknown) => error);
          for (const k of order) release(k);
          const outcome = await asked;
          await settle();
          const agreed = majorities(assignments, 0, needed);
          if (outcome instanceof RetryableError) {
            expect(outcome.code).to.equal("QUORUM_MISSED");
            expect(agreed).to.deep.equal([]);
          } else {
            expect(agreed).to.include(resultOf(outcome));
          }
          // Late ones are judged like the others.
          for (const [k, { name, outcome: health }] of quorum.health().entries()) {
            const saying = assignments[k]![0]!;
            const isWinner = !(outcome instanceof RetryableError) && saying === resultOf(outcome);
            const expected = saying === "silent" ? "unreachable" : isWinner ? "agreed" : "disagreed";
            expect(health, `${name}, which said ${saying}`).to.equal(expected);
          }
        }),
        { seed: 1, numRuns: 400 },
      ));

    it("does not wait for a node that hangs once enough agree", async () => {
      const { endpoints, release } = heldEndpoints([["a"], ["a"], ["a"]]);
      const quorum = createQuorum({ endpoints, needed: 2 });
      const asked = quorum.ask("eth_call", []);
      release(2);
      release(0);
      expect(await asked).to.equal("0xa");
      expect(quorum.health().map(({ outcome }) => outcome)).to.deep.equal(["agreed", "unasked", "agreed"]);
    });

    it("counts a node once, also when it answers in two spellings that mean the same", async () => {
      const shouting = endpointOf("shouting", () => ({ result: "0xAB" }));
      const quiet = endpointOf("quiet", () => ({ result: "0xab" }));
      expect(await createQuorum({ endpoints: [shouting, quiet], needed: 2 }).ask("eth_call", [])).to.match(/^0xab$/i);
      const error = await rejection(createQuorum({ endpoints: [shouting], needed: 2 }).ask("eth_call", []));
      expect(error.code).to.equal("QUORUM_MISSED");
    });
  });

  describe("when many questions are asked at once", () => {
    it("answers each with what `needed` nodes said to it, and none when one is missed", () =>
      fc.assert(
        fc.asyncProperty(nodes(3), async ({ assignments, needed, order }) => {
          const { endpoints, release } = heldEndpoints(assignments);
          const calls = [0, 1, 2].map((k): RpcCall => ({ method: "eth_call", params: [k] }));
          const asked = createQuorum({ endpoints, needed })
            .askAll(calls)
            .catch((error: unknown) => error);
          for (const k of order) release(k);
          const outcome = await asked;
          const agreed = calls.map((_, place) => majorities(assignments, place, needed));
          if (Array.isArray(outcome)) {
            for (const [place, answer] of outcome.entries()) expect(agreed[place]).to.include(resultOf(answer));
          } else if (outcome instanceof RevertError) {
            expect(agreed.flat()).to.include(resultOf(outcome));
          } else {
            expect(outcome).to.be.instanceOf(RetryableError).with.property("code", "QUORUM_MISSED");
            expect(agreed.some((some) => some.length === 0)).to.equal(true);
          }
        }),
        { seed: 2, numRuns: 300 },
      ));

    it("asks nobody when there is no question", async () => {
      const quorum = createQuorum({ endpoints: [endpointOf("node", () => expect.fail("was asked"))], needed: 1 });
      expect(await quorum.askAll([])).to.deep.equal([]);
    });

    describe("given a node that lies about one method only", () => {
      it("believes the others about it, and says that it disagreed", async () => {
        const honest = (call: RpcCall): RpcAnswer => ({ result: `0x${call.method.length}` });
        const lying = (call: RpcCall): RpcAnswer => (call.method === "eth_call" ? { result: "0x99" } : honest(call));
        const outcomes: string[] = [];
        const quorum = createQuorum({
          endpoints: [endpointOf("liar", lying), endpointOf("one", honest), endpointOf("two", honest)],
          needed: 2,
          onOutcome: (name, outcome) => outcomes.push(`${name} ${outcome}`),
        });
        expect(await quorum.ask("eth_chainId", [])).to.equal("0x11");
        expect(outcomes).to.include("liar agreed");
        expect(await quorum.ask("eth_call", [])).to.equal("0x8");
        await settle();
        expect(outcomes.slice(3)).to.have.members(["liar disagreed", "one agreed", "two agreed"]);
        expect(quorum.health()[0]).to.deep.equal({ name: "liar", outcome: "disagreed" });
      });
    });
  });

  describe("when as many answers are wanted as there are", () => {
    it("gives those before the first that is missed, whatever nodes say", () =>
      fc.assert(
        fc.asyncProperty(nodes(3), async ({ assignments, needed, order }) => {
          const { endpoints, release } = heldEndpoints(assignments);
          const calls = [0, 1, 2].map((k): RpcCall => ({ method: "eth_call", params: [k] }));
          const asked = createQuorum({ endpoints, needed })
            .askPrefix(calls)
            .catch((error: unknown) => error);
          for (const k of order) release(k);
          const outcome = await asked;
          const agreed = calls.map((_, place) => majorities(assignments, place, needed));
          if (outcome instanceof RevertError) {
            expect(agreed.flat()).to.include(resultOf(outcome));
            return;
          }
          const answers = outcome as unknown[];
          for (const [place, answer] of answers.entries()) expect(agreed[place]).to.include(resultOf(answer));
          expect(agreed[answers.length] ?? []).to.deep.equal([]);
        }),
        { seed: 3, numRuns: 300 },
      ));
  });

  describe("given a node that answers in no sensible form", () => {
    it("takes it for one that does not answer", async () => {
      const signature = { r: "no number" };
      const odd = endpointOf("odd", () => ({ result: signature }));
      const sound = () => ({ result: { r: "0x1" } });
      const endpoints = [odd, endpointOf("one", sound), endpointOf("two", sound)];
      const quorum = createQuorum({ endpoints, needed: 2 });
      expect(await quorum.ask("eth_getTransactionByHash", [])).to.include({ r: "0x1" });
      expect(quorum.health()[0]).to.deep.equal({ name: "odd", outcome: "unreachable" });
    });
  });

  describe("when too few nodes agree", () => {
    it("throws QUORUM_MISSED with how many did, and why one did not answer", async () => {
      const { endpoints, release } = heldEndpoints([["a"], ["b"], ["silent"]]);
      for (const k of [0, 1, 2]) release(k);
      const error = await rejection(createQuorum({ endpoints, needed: 2 }).ask("eth_getCode", []));
      expect(error).to.be.instanceOf(RetryableError);
      expect(error.message.split("\n")[0]).to.equal(
        "Of 3 nodes at most 1 answer eth_getCode alike; 2 must. no route to host",
      );
      expect((error.cause as Error).message).to.equal("no route to host");
    });

    it("does not call nodes agreed that only said that they are busy", async () => {
      const { endpoints, release } = heldEndpoints([["busy"], ["busy"]]);
      for (const k of [0, 1]) release(k);
      const quorum = createQuorum({ endpoints, needed: 2 });
      await rejection(quorum.ask("eth_call", []));
      expect(quorum.health().map(({ outcome }) => outcome)).to.deep.equal(["disagreed", "disagreed"]);
    });
  });

  describe("when enough nodes say that a call reverts", () => {
    it("throws the contract's error, decoded", async () => {
      // Error(string) of "no"
      const data = `0x08c379a0${"20".padStart(64, "0")}${"2".padStart(64, "0")}${"6e6f".padEnd(64, "0")}`;
      const reverting = () => ({ error: { code: 3, message: "execution reverted: no", data } });
      const endpoints = [endpointOf("one", reverting), endpointOf("two", reverting)];
      const error = await rejection(createQuorum({ endpoints, needed: 2 }).ask("eth_call", []));
      expect(error).to.be.instanceOf(RevertError).with.property("errorName", "Error");
      expect((error as RevertError).args).to.deep.equal({ reason: "no" });
    });
  });

  describe("when each node is asked for its own answer", () => {
    it("gives those of the nodes that answer, by name, and notes the others", async () => {
      const quorum = createQuorum({
        endpoints: [
          endpointOf("one", () => ({ result: "0x1" })),
          endpointOf("gone", () => say("silent")),
          endpointOf("two", () => ({ error: { code: -32601, message: "no such method" } })),
        ],
        needed: 2,
      });
      expect(await quorum.askEach({ method: "eth_maxPriorityFeePerGas", params: [] })).to.have.deep.members([
        { name: "one", answer: { result: "0x1" } },
        { name: "two", answer: { error: { code: -32601, message: "no such method" } } },
      ]);
      expect(quorum.health()[1]).to.deep.equal({ name: "gone", outcome: "unreachable" });
    });

    it("does not wait longer than the grace for a node that hangs once enough answered", async () => {
      const { endpoints, release } = heldEndpoints([["a"], ["b"], ["a"]]);
      const asked = createQuorum({ endpoints, needed: 2, graceMilliseconds: 1 }).askEach({
        method: "eth_call",
        params: [],
      });
      release(0);
      release(1);
      expect((await asked).map(({ name }) => name)).to.deep.equal(["node 0", "node 1"]);
    });

    it("waits for the last when fewer than enough answered", async () => {
      const { endpoints, release } = heldEndpoints([["silent"], ["b"]]);
      const asked = createQuorum({ endpoints, needed: 2, graceMilliseconds: 1 }).askEach({
        method: "eth_call",
        params: [],
      });
      for (const k of [0, 1]) release(k);
      expect((await asked).map(({ name }) => name)).to.deep.equal(["node 1"]);
    });
  });

  it("throws nothing but errors of ours", async () => {
    const endpoint: Endpoint = {
      name: "odd",
      send: () => Promise.reject("a text"),
    };
    const error = await rejection(createQuorum({ endpoints: [endpoint], needed: 1 }).ask("eth_call", []));
    expect(error).to.be.instanceOf(BaseError);
  });
});
