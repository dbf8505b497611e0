import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { createQuorum } from "../../../../src/chain/createQuorum.ts";
import type { RpcAnswer, RpcCall } from "../../../../src/chain/Endpoint.ts";
import { BaseError } from "../../../../src/errors/BaseError.ts";
import { type Index, openIndex } from "../../../../src/node/indexing/openIndex.ts";
import { syncIndex } from "../../../../src/node/indexing/syncIndex.ts";
import { acquireLock } from "../../../../src/node/state/acquireLock.ts";
import { createEventChain, type EventChain } from "./createEventChain.ts";
import { NOTHING, SYNTHETIC_ACTS, SYNTHETIC_ADDRESSES } from "./syntheticEvents.ts";

type RpcEvent = Readonly<Record<string, unknown>>;
type Answer = (call: RpcCall) => RpcAnswer;

const FINALITY = 5;
const TURNS = 3;

/** Lives with a chain on which everything happened, an empty index, and the way to bring it up to date. */
async function onChain(
  live: (stage: { chain: EventChain; index: Index; sync: (answer: Answer) => Promise<unknown> }) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "commonweights-index-"));
  const chain = createEventChain();
  let state = NOTHING;
  for (let turn = 0; turn < TURNS; turn++) {
    for (const act of SYNTHETIC_ACTS) {
      const done = act(state);
      state = done.state;
      chain.mine(done.events);
    }
  }
  const index = await openIndex({
    ...{ folder, chainId: 5, genesis: "0x00", addresses: SYNTHETIC_ADDRESSES, fromBlock: 1, finalityDepth: FINALITY },
  });
  const sync = (answer: Answer) => {
    const send = async (calls: readonly RpcCall[]) => calls.map(answer);
    const quorum = createQuorum({ endpoints: [{ name: "node", send }], needed: 1 });
    return syncIndex({ index, quorum }).catch((error: unknown) => error);
  };
  try {
    await live({ chain, index, sync });
  } finally {
    index.close();
    await rm(folder, { recursive: true });
  }
}

/** A node that changes what it says of events. */
const saying =
  (chain: EventChain, change: (events: readonly RpcEvent[]) => readonly unknown[]): Answer =>
  (call) => {
    const answer = chain.answer(call);
    return call.method === "eth_getLogs" && "result" in answer
      ? { result: change(answer.result as readonly RpcEvent[]) }
      : answer;
  };

const each = (change: RpcEvent) => (events: readonly RpcEvent[]) => events.map((event) => ({ ...event, ...change }));

const nonsense: Readonly<Record<string, (events: readonly RpcEvent[]) => readonly unknown[]>> = {
  "that are nothing": (events) => events.map(() => null),
  "whose data are not hexadecimal": each({ data: "0xzz" }),
  "without data": each({ data: null }),
  "without topics": each({ topics: null }),
  "with topics that are none": each({ topics: ["0xqq"] }),
  "with too many topics": each({ topics: Array(5).fill(`0x${"00".repeat(32)}`) }),
  "without a position": each({ logIndex: undefined }),
  "of another block": each({ blockNumber: "0x0" }),
  "of contracts that were not asked about": each({ address: `0x${"12".repeat(20)}` }),
  "that come twice": (events) => [...events, ...events],
};

describe("syncIndex, when a node is faulty", () => {
  for (const [what, change] of Object.entries(nonsense)) {
    it(`keeps no events ${what}, and goes on with a node that is right`, () =>
      onChain(async ({ chain, index, sync }) => {
        const error = await sync(saying(chain, change));
        expect(error).to.be.instanceOf(BaseError);
        expect((error as BaseError).name).to.equal("RetryableError");
        expect(index.logs({})).to.deep.equal([]);
        expect(await sync(chain.answer)).to.equal(undefined);
        expect(index.head()?.hash).to.equal(chain.blocks().at(-1)!.hash);
      }));
  }

  it("says which file to delete when the node left events out", () =>
    onChain(async ({ chain, index, sync }) => {
      let isFirst = true;
      const error = await sync(
        saying(chain, (events) => {
          if (!isFirst) return events;
          isFirst = false;
          return events.slice(4);
        }),
      );
      expect((error as BaseError).code).to.be.oneOf(["INDEX_ROW_MISSING", "INDEX_AMOUNT_NEGATIVE"]);
      expect((error as BaseError).message).to.contain(`Delete ${index.path} and ask other nodes.`);
    }));
});

describe("syncIndex, when another process keeps more blocks than there were", () => {
  it("goes on from there", () =>
    onChain(async ({ chain, index, sync }) => {
      const lock = acquireLock(`${index.path}.lock`)!;
      let isAsked = () => {};
      const asked = new Promise<void>((resolve) => {
        isAsked = resolve;
      });
      const syncing = sync((call) => {
        const answer = chain.answer(call);
        isAsked();
        return answer;
      });
      await asked;
      // The other process takes its time: the chain grows by more than what may change.
      for (let k = 0; k < 3 * FINALITY; k++) chain.mine([]);
      await index.append(chain.blocks().slice(1));
      // This one found the lock taken by now.
      await new Promise((resolve) => setImmediate(resolve));
      lock.release();
      expect(await syncing).to.equal(undefined);
      expect(index.head()?.number).to.equal(chain.blocks().length - 1);
    }));
});
