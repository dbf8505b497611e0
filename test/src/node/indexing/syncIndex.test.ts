import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { createQuorum } from "../../../../src/chain/createQuorum.ts";
import type { RpcCall } from "../../../../src/chain/Endpoint.ts";
import { openEndpoint } from "../../../../src/chain/openEndpoint.ts";
import { BaseError } from "../../../../src/errors/BaseError.ts";
import { indexedContracts } from "../../../../src/indexing/indexedContracts.ts";
import { projectEvent } from "../../../../src/indexing/projectEvent.ts";
import { type TableName, tables } from "../../../../src/indexing/tables.ts";
import { type Index, openIndex } from "../../../../src/node/indexing/openIndex.ts";
import { type SyncIndexParameters, syncIndex } from "../../../../src/node/indexing/syncIndex.ts";
import { endpointOf } from "../../chain/endpointOf.ts";
import { createMemoryIndex } from "../../indexing/createMemoryIndex.ts";
import { createEventChain, type EventChain, type NodeLimits } from "./createEventChain.ts";
import { serveChain } from "./serveChain.ts";
import { NOTHING, SYNTHETIC_ACTS, SYNTHETIC_ADDRESSES, type SyntheticState } from "./syntheticEvents.ts";

const CHILD = new URL("./indexChain.ts", import.meta.url).pathname;
const NAMES = Object.keys(tables) as TableName[];
const FINALITY = 10;

/** Rows, in an order that does not depend on how they came to be. */
const sorted = (rows: readonly object[]) =>
  rows
    .map((row) =>
      Object.entries(row)
        .map(([column, value]) => `${column}=${typeof value} ${value}`)
        .sort()
        .join(" "),
    )
    .sort();

/** What the index must hold: a projection of the whole chain, from nothing. */
async function expectTrue(index: Index, chain: EventChain): Promise<void> {
  const fresh = createMemoryIndex();
  const logs = chain.blocks().flatMap((block) => block.logs);
  const contracts = new Map(indexedContracts.map((name) => [SYNTHETIC_ADDRESSES[name], name]));
  for (const log of logs) await projectEvent(fresh, { ...log, contract: contracts.get(log.address)! });
  for (const name of NAMES) expect(sorted(index.rows(name)), name).to.deep.equal(sorted(fresh.rows(name)));
  expect(index.logs({})).to.deep.equal(logs);
  expect(index.head()?.hash).to.equal(chain.blocks().at(-1)!.hash);
}

/** Makes things happen on a chain, and takes them back. */
function createPlayer(chain: EventChain) {
  const states: SyntheticState[] = [NOTHING];
  return {
    play(...choices: readonly number[]): void {
      for (const choice of choices) {
        const { events, state } = SYNTHETIC_ACTS[choice % SYNTHETIC_ACTS.length]!(states.at(-1)!);
        chain.mine(events);
        states.push(state);
      }
    },
    takeBack(count: number): void {
      chain.remove(count);
      states.length -= count;
    },
    length: () => states.length - 1,
  };
}

/** Lives with a chain on which everything happened `turns` times, and a folder. */
async function onChain(
  turns: number,
  live: (stage: {
    readonly chain: EventChain;
    readonly player: ReturnType<typeof createPlayer>;
    readonly folder: string;
    readonly open: (genesis?: string, notes?: string[]) => Promise<Index>;
  }) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "commonweights-index-"));
  const chain = createEventChain();
  const player = createPlayer(chain);
  for (let k = 0; k < turns; k++) player.play(...SYNTHETIC_ACTS.keys());
  const opened: Index[] = [];
  const open = async (genesis = "first", notes: string[] = []) => {
    const index = await openIndex({
      ...{ folder, chainId: 1, genesis, addresses: SYNTHETIC_ADDRESSES, fromBlock: 1, finalityDepth: FINALITY },
      onNote: (text) => notes.push(text),
    });
    opened.push(index);
    return index;
  };
  try {
    await live({ chain, player, folder, open });
  } finally {
    for (const index of opened) index.close();
    await rm(folder, { recursive: true });
  }
}

/** Nodes of a chain, all of which but one must agree when there are several. */
function nodesOf(chain: EventChain, { count = 1, limits = {} }: { count?: number; limits?: NodeLimits } = {}) {
  const calls: RpcCall[] = [];
  const endpoints = Array.from({ length: count }, (_, k) =>
    endpointOf(`node-${k}`, (call) => {
      if (k === 0) calls.push(call);
      return chain.answer(call, limits);
    }),
  );
  return { quorum: createQuorum({ endpoints, needed: Math.max(1, count - 1) }), calls };
}

const sync = (index: Index, { quorum }: Pick<SyncIndexParameters, "quorum">) => syncIndex({ index, quorum });

/** The lengths of the ranges of blocks that were asked for. */
const rangesIn = (calls: readonly RpcCall[]) =>
  calls.flatMap(({ method, params: [filter] }) => {
    const { fromBlock, toBlock } = (filter ?? {}) as { fromBlock?: string; toBlock?: string };
    return method === "eth_getLogs" && fromBlock !== undefined ? [1 + Number(toBlock) - Number(fromBlock)] : [];
  });

describe("syncIndex", () => {
  describe("given a chain that was never read", () => {
    it("takes what is final in one range and the rest block by block, and says how far it is", () =>
      onChain(5, async ({ chain, open }) => {
        const index = await open();
        const { quorum, calls } = nodesOf(chain);
        const told: number[] = [];
        await syncIndex({ index, quorum, onProgress: ({ block, target }) => told.push(block, target) });
        await expectTrue(index, chain);
        expect(rangesIn(calls)).to.deep.equal([50 - FINALITY]);
        expect(told.slice(0, 2)).to.deep.equal([40, 50]);
        expect(told.slice(-2)).to.deep.equal([50, 50]);
      }));

    for (const [how, limits] of Object.entries<NodeLimits>({
      "that allow no more than seven blocks": { mostBlocks: 7 },
      "that allow no more than nine events": { mostLogs: 9 },
      "that do not tell events' times": { hasTimes: false },
      "that allow one block at once and tell no times": { mostBlocks: 1, hasTimes: false },
    })) {
      it(`takes all of it from nodes ${how}`, () =>
        onChain(8, async ({ chain, open }) => {
          const index = await open();
          const { quorum, calls } = nodesOf(chain, { count: 3, limits });
          await sync(index, { quorum });
          await expectTrue(index, chain);
          if (limits.mostBlocks !== undefined) {
            const refusals = rangesIn(calls).filter((length) => length > limits.mostBlocks!);
            expect(refusals.length).to.be.lessThan(rangesIn(calls).length / 2);
          }
        }));
    }

    it("does not believe one node of three that leaves an event out, or tells another time", () =>
      onChain(3, async ({ chain, open }) => {
        const index = await open();
        const lies = [
          (logs: object[]) => logs.slice(1),
          (logs: object[]) => logs.map((log) => ({ ...log, blockTimestamp: "0x5" })),
        ];
        for (const lie of lies) {
          const endpoints = [true, false, false].map((isLiar, k) =>
            endpointOf(`node-${k}`, (call) => {
              const answer = chain.answer(call);
              const isAsked = isLiar && call.method === "eth_getLogs" && "result" in answer;
              return isAsked ? { result: lie(answer.result as object[]) } : answer;
            }),
          );
          index.unwindTo(0);
          await sync(index, { quorum: createQuorum({ endpoints, needed: 2 }) });
          await expectTrue(index, chain);
        }
      }));

    it("goes on after moments in which the node cannot be reached", () =>
      onChain(3, async ({ chain, open }) => {
        const index = await open();
        let asked = 0;
        const flaky = endpointOf("flaky", (call) => {
          asked += 1;
          if (asked % 4 === 2) throw new Error("not now");
          return chain.answer(call);
        });
        await sync(index, { quorum: createQuorum({ endpoints: [flaky], needed: 1 }) });
        await expectTrue(index, chain);
      }));
  });

  describe("given nodes that refuse events altogether", () => {
    it("throws LOGS_REFUSED, and keeps nothing", () =>
      onChain(2, async ({ chain, open }) => {
        const index = await open();
        const refusing = endpointOf("refusing", (call) =>
          call.method === "eth_getLogs" ? { error: { code: -32601, message: "no" } } : chain.answer(call),
        );
        const quorum = createQuorum({ endpoints: [refusing], needed: 1 });
        const error = await sync(index, { quorum }).catch((thrown: unknown) => thrown);
        expect((error as BaseError).code).to.equal("LOGS_REFUSED");
        expect(index.head()).to.equal(undefined);
      }));
  });

  describe("when the chain grows and is reorganised", () => {
    it("holds what a fresh projection of the final chain holds, whatever happened", () =>
      fc.assert(
        fc.asyncProperty(
          fc.array(
            fc.record({
              back: fc.nat({ max: FINALITY - 2 }),
              choices: fc.array(fc.nat({ max: SYNTHETIC_ACTS.length - 1 }), { minLength: 1, maxLength: 25 }),
            }),
            { minLength: 1, maxLength: 6 },
          ),
          (steps) =>
            onChain(0, async ({ chain, player, open }) => {
              const index = await open();
              const nodes = nodesOf(chain);
              for (const { back, choices } of steps) {
                const lost = Math.min(back, player.length());
                player.takeBack(lost);
                // Nodes that have no block yet say nothing about the kept one: as many come again.
                player.play(...choices, ...Array<number>(lost).fill(0));
                await sync(index, nodes);
                await expectTrue(index, chain);
              }
            }),
        ),
        { seed: 11, numRuns: 25 },
      ));

    it("refuses a change further back than finality", () =>
      onChain(6, async ({ chain, player, open }) => {
        const index = await open();
        await sync(index, nodesOf(chain));
        player.takeBack(FINALITY + 5);
        player.play(...Array<number>(FINALITY + 8).fill(0));
        const error = await sync(index, nodesOf(chain)).catch((thrown: unknown) => thrown);
        expect(error).to.be.instanceOf(BaseError);
        expect((error as BaseError).code).to.equal("REORG_PAST_FINALITY");
      }));
  });

  describe("when the nodes have fewer blocks than are kept", () => {
    it("is as of what they have, and goes on with them", () =>
      onChain(4, async ({ chain, player, open }) => {
        const index = await open();
        const nodes = nodesOf(chain);
        await sync(index, nodes);
        player.takeBack(FINALITY);
        await sync(index, nodes);
        await expectTrue(index, chain);
        player.play(0, 1, 2);
        await sync(index, nodes);
        await expectTrue(index, chain);
      }));

    it("throws NODES_BEHIND when they are further behind than can be taken back", () =>
      onChain(4, async ({ chain, player, open }) => {
        const index = await open();
        await sync(index, nodesOf(chain));
        const before = index.head();
        player.takeBack(FINALITY + 1);
        const error = await sync(index, nodesOf(chain)).catch((caught) => caught);
        expect(error).to.include({ code: "NODES_BEHIND" });
        expect(error.message).to.contain(index.path);
        expect(index.head()).to.deep.equal(before);
      }));
  });

  describe("when its process is killed while it takes the history", () => {
    it("goes on from where it was, and misses nothing", () =>
      onChain(40, async ({ chain, folder, open }) => {
        let ranges = 0;
        let kill = () => {};
        const { url, close } = await serveChain(chain, { mostBlocks: 30 }, ({ method, params: [filter] }) => {
          if (method === "eth_getLogs" && "toBlock" in (filter as object)) ranges += 1;
          if (ranges === 12) kill();
        });
        try {
          const child = spawn(process.execPath, ["--import", "tsx", CHILD, url, folder], { stdio: "ignore" });
          kill = () => child.kill("SIGKILL");
          await once(child, "close");
          const index = await open();
          expect(index.head()!.number).to.be.within(1, chain.blocks().length - FINALITY - 2);
          kill = () => {};
          await sync(index, { quorum: createQuorum({ endpoints: [openEndpoint(url)], needed: 1 }) });
          await expectTrue(index, chain);
        } finally {
          await close();
        }
      }));
  });

  describe("when two do it at once", () => {
    it("lets one wait for the other", () =>
      onChain(20, async ({ chain, open }) => {
        const indexes = [await open(), await open()];
        await Promise.all(indexes.map((index) => sync(index, nodesOf(chain, { limits: { mostBlocks: 9 } }))));
        for (const index of indexes) await expectTrue(index, chain);
      }));
  });

  describe("given a file that cannot be read", () => {
    it("makes it again from the chain, and says so", () =>
      onChain(3, async ({ chain, folder, open }) => {
        const first = await open();
        await sync(first, nodesOf(chain));
        first.close();
        for (const name of await readdir(folder)) {
          if (name.includes(".sqlite") && !name.endsWith(".lock"))
            await writeFile(join(folder, name), "no database".repeat(500));
        }
        const notes: string[] = [];
        const index = await open("first", notes);
        expect(notes).to.deep.equal(["The index was damaged: it is made again from the chain."]);
        await sync(index, nodesOf(chain));
        await expectTrue(index, chain);
      }));
  });
});
