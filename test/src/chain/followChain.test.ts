import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { createQuorum } from "../../../src/chain/createQuorum.ts";
import type { Endpoint, RpcAnswer, RpcCall } from "../../../src/chain/Endpoint.ts";
import type { EventStore } from "../../../src/chain/EventStore.ts";
import { type ChainRecord, followChain } from "../../../src/chain/followChain.ts";
import { RetryableError } from "../../../src/errors/RetryableError.ts";
import { createRandom } from "../../../src/learning/createRandom.ts";
import { createChainRecord } from "../../../src/node/state/createChainRecord.ts";
import { openDatabase } from "../../../src/node/state/openDatabase.ts";
import { loadFixture } from "../../support/loadFixture.ts";
import { settledRound } from "../../support/rounds.ts";
import { createFuse, INTERRUPTED } from "../node/state/createFuse.ts";
import { rejection } from "../node/support/rejection.ts";
import {
  createModelChain,
  type ModelBlock,
  type ModelChain,
  type ModelNode,
  WATCHED,
  watchedLogs,
} from "./createModelChain.ts";
import { endpointOf } from "./endpointOf.ts";

const FROM_BLOCK = 2;
const FINALITY_DEPTH = 12;
const NODES = ["one", "two", "three"];
const NEEDED = 2;

type Kept = ChainRecord & EventStore;

/** Follows as the nodes show the chain. */
function follow(nodes: readonly ModelNode[], record: ChainRecord, options: { readonly mostBlocks?: number } = {}) {
  const quorum = createQuorum({
    endpoints: nodes.map(({ endpoint }) => endpoint),
    needed: NEEDED,
    graceMilliseconds: 0,
  });
  const bounds = { fromBlock: FROM_BLOCK, finalityDepth: FINALITY_DEPTH };
  return followChain({ quorum, record, addresses: WATCHED, ...bounds, ...options });
}

/** A chain of so many blocks, nodes that show all of it, and a record in memory. */
function aChain(blocks: number, seed = 1) {
  const chain = createModelChain(createRandom(seed));
  chain.extend(blocks - 1);
  const nodes = NODES.map((name) => chain.addNode(name));
  const record = createChainRecord(openDatabase(":memory:"), { finalityDepth: FINALITY_DEPTH });
  const sync = () => {
    for (const node of nodes) node.view = chain.blocks();
  };
  return { chain, nodes, record, sync };
}

/** Fails unless the record is what a replay of these blocks keeps. */
function expectReplay(record: Kept, blocks: readonly ModelBlock[]): void {
  const last = blocks.at(-1)!;
  expect(record.head()).to.include({ number: last.number, hash: last.hash, timestamp: last.timestamp });
  expect(record.logs({})).to.deep.equal(watchedLogs(blocks, FROM_BLOCK));
  for (const { number, hash } of blocks.slice(Math.max(FROM_BLOCK, blocks.length - FINALITY_DEPTH))) {
    expect(record.hashAt(number)).to.equal(hash);
  }
}

/** Fails unless the record ends before the first block with a watched event, or before the first of all. */
function expectUpTo(chain: ModelChain, record: Kept): void {
  const first = chain
    .blocks()
    .slice(FROM_BLOCK)
    .find(({ logs }) => logs.some(({ address }) => WATCHED.includes(address)))!;
  expect(record.logs({})).to.deep.equal([]);
  const head = record.head();
  if (head !== undefined) expect(head.hash).to.equal(chain.blocks()[head.number]!.hash);
  expect(head?.number ?? FROM_BLOCK - 1).to.be.below(first.number);
}

/** What a faulty node says in the place of what is right; it does not agree with anybody. */
const lies: Readonly<Record<string, (call: RpcCall, right: RpcAnswer) => RpcAnswer | undefined>> = {
  silence() {
    throw new Error("no route to host");
  },
  "a head far ahead": ({ method }) => (method === "eth_blockNumber" ? { result: "0xffffff" } : undefined),
  "a head far behind": ({ method }) => (method === "eth_blockNumber" ? { result: "0x1" } : undefined),
  "no block": ({ method }) => (method === "eth_getBlockByNumber" ? { result: null } : undefined),
  "another hash": ({ method }, right) =>
    method === "eth_getBlockByNumber" && "result" in right && right.result !== null
      ? { result: { ...(right.result as object), hash: `0x${"ee".repeat(32)}` } }
      : undefined,
  "an empty filter": ({ method }, right) =>
    method === "eth_getBlockByNumber" && "result" in right && right.result !== null
      ? { result: { ...(right.result as object), logsBloom: `0x${"00".repeat(256)}` } }
      : undefined,
  "fewer events": ({ method }, right) =>
    method === "eth_getLogs" && "result" in right ? { result: (right.result as unknown[]).slice(1) } : undefined,
  "events twice": ({ method }, right) =>
    method === "eth_getLogs" && "result" in right
      ? { result: [...(right.result as unknown[]), ...(right.result as unknown[])] }
      : undefined,
  nonsense: () => ({ result: { number: 7 } }),
};

/** What happens to the chain, to its nodes, and to who follows. */
type Happening =
  | { readonly what: "extend"; readonly count: number }
  | { readonly what: "reorg"; readonly depth: number; readonly count: number }
  | { readonly what: "sync"; readonly node: number; readonly behind: number }
  | {
      readonly what: "follow";
      readonly liar: number | undefined;
      readonly lie: string;
      /** Writes until the process ends. */
      readonly fuse: number | undefined;
      readonly mostBlocks: number | undefined;
    };

const happenings = fc.array(
  fc.oneof(
    {
      weight: 2,
      arbitrary: fc.record({ what: fc.constant("extend" as const), count: fc.integer({ min: 1, max: 5 }) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        what: fc.constant("reorg" as const),
        depth: fc.integer({ min: 1, max: FINALITY_DEPTH }),
        count: fc.integer({ min: 1, max: FINALITY_DEPTH + 2 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        what: fc.constant("sync" as const),
        /** One of them, or all. */
        node: fc.nat({ max: NODES.length }),
        behind: fc.oneof(fc.constant(0), fc.nat({ max: 4 })),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        what: fc.constant("follow" as const),
        liar: fc.option(fc.nat({ max: NODES.length - 1 }), { nil: undefined }),
        lie: fc.constantFrom(...Object.keys(lies)),
        fuse: fc.option(fc.nat({ max: 30 }), { nil: undefined }),
        mostBlocks: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
      }),
    },
  ),
  { minLength: 10, maxLength: 40, size: "max" },
);

/** Lives through what happens, and checks after each step that what is kept is a replay of a chain that there was. */
async function live(seed: number, script: readonly Happening[], path: string): Promise<void> {
  const chain = createModelChain(createRandom(seed));
  const nodes = NODES.map((name) => chain.addNode(name));
  const known = new Map<string, ModelBlock>();
  let { record, fuse, close } = open(path);
  /** The highest block that may have been taken, also from nodes on an old branch: what is so deep below it is final. */
  let highest = 0;

  for (const happening of script) {
    for (const block of chain.blocks()) known.set(block.hash, block);
    highest = Math.max(highest, ...nodes.map(({ view }) => view.length - 1));
    switch (happening.what) {
      case "extend":
        chain.extend(happening.count);
        break;
      case "reorg":
        chain.reorg(Math.min(happening.depth, chain.blocks().length - 1 - highest + FINALITY_DEPTH), happening.count);
        break;
      case "sync":
        for (const node of happening.node < NODES.length ? [nodes[happening.node]!] : nodes) {
          node.view = chain.blocks().slice(0, Math.max(1, chain.blocks().length - happening.behind));
        }
        break;
      case "follow": {
        for (const [k, node] of nodes.entries()) node.lie = k === happening.liar ? lies[happening.lie] : undefined;
        fuse.blowAfter(happening.fuse);
        const error = await follow(nodes, record, bounded(happening.mostBlocks)).catch((cause: Error) => cause);
        fuse.blowAfter(undefined);
        if (error instanceof Error && !(error instanceof RetryableError)) {
          expect(error.message).to.equal(INTERRUPTED);
          // Whatever came to an end there is opened again.
          if (path !== ":memory:") {
            close();
            ({ record, fuse, close } = open(path));
          }
        }
        const head = record.head();
        if (head !== undefined) expectReplay(record, branchTo(known.get(head.hash)!, known));
      }
    }
  }
  for (const node of nodes) {
    node.view = chain.blocks();
    node.lie = undefined;
  }
  if (chain.blocks().length <= FROM_BLOCK) chain.extend(FROM_BLOCK);
  for (const node of nodes) node.view = chain.blocks();
  expect((await follow(nodes, record)).isBehind).to.equal(false);
  expectReplay(record, chain.blocks());
  close();
}

function bounded(mostBlocks: number | undefined): { mostBlocks?: number } {
  return mostBlocks === undefined ? {} : { mostBlocks };
}

function open(path: string) {
  const fuse = createFuse(openDatabase(path));
  const record = createChainRecord(fuse.database, { finalityDepth: FINALITY_DEPTH });
  return { fuse, record, close: () => fuse.database.close() };
}

/** The blocks from the first one to this one. */
function branchTo(block: ModelBlock, known: ReadonlyMap<string, ModelBlock>): ModelBlock[] {
  const branch: ModelBlock[] = [];
  for (let at: ModelBlock | undefined = block; at !== undefined; at = known.get(at.parentHash)) branch.push(at);
  return branch.reverse();
}

describe("followChain", () => {
  describe("given any growth, reorganisations, nodes that are behind, one that lies, and interruptions", () => {
    it("OFF-3: keeps at every moment what a replay of one chain keeps, and in the end of the chain that there is", () =>
      fc.assert(
        fc.asyncProperty(fc.nat(), happenings, (seed, script) => live(seed, script, ":memory:")),
        { seed: 1, numRuns: 150 },
      ));

    it("OFF-3: does so in a file that is closed and opened again at every interruption", async () => {
      const folder = await mkdtemp(join(tmpdir(), "commonweights-follow-"));
      let run = 0;
      try {
        await fc.assert(
          fc.asyncProperty(fc.nat(), happenings, (seed, script) => live(seed, script, join(folder, `${++run}.sqlite`))),
          { seed: 2, numRuns: 15 },
        );
      } finally {
        await rm(folder, { recursive: true });
      }
    });
  });

  describe("when nothing is kept yet", () => {
    it("takes the chain from its first block that matters to the newest that enough nodes have", async () => {
      const { chain, nodes, record } = aChain(260);
      nodes[1]!.view = chain.blocks().slice(0, 250);
      nodes[2]!.view = chain.blocks().slice(0, 240);
      const progress = await follow(nodes, record);
      expect(progress).to.deep.include({ isBehind: false, appended: 248, unwound: 0 });
      expectReplay(record, chain.blocks().slice(0, 250));
    });

    it("does nothing while the chain has not got there", async () => {
      const { nodes, record } = aChain(FROM_BLOCK);
      const head = undefined;
      expect(await follow(nodes, record)).to.deep.equal({ isBehind: false, head, appended: 0, unwound: 0 });
    });

    it("takes no more blocks than it is told, and goes on there", async () => {
      const { chain, nodes, record } = aChain(30);
      expect(await follow(nodes, record, { mostBlocks: 7 })).to.deep.include({ isBehind: true, appended: 7 });
      expectReplay(record, chain.blocks().slice(0, FROM_BLOCK + 7));
      expect((await follow(nodes, record)).appended).to.equal(21);
      expectReplay(record, chain.blocks());
    });
  });

  describe("when the chain was reorganised", () => {
    for (const depth of [1, 2, 9, FINALITY_DEPTH]) {
      it(`unwinds ${depth} blocks and takes those in their place`, async () => {
        const { chain, nodes, record, sync } = aChain(40);
        await follow(nodes, record);
        chain.reorg(depth, depth + 1);
        sync();
        expect(await follow(nodes, record)).to.deep.include({ unwound: depth, appended: depth + 1 });
        expectReplay(record, chain.blocks());
      });
    }

    it("follows a chain that became shorter", async () => {
      const { chain, nodes, record, sync } = aChain(40);
      await follow(nodes, record);
      chain.reorg(5, 2);
      sync();
      expect(await follow(nodes, record)).to.deep.include({ isBehind: false, unwound: 5, appended: 2 });
      expectReplay(record, chain.blocks());
    });

    it("begins anew when nothing that is kept is left, and nothing of it was final", async () => {
      const { chain, nodes, record, sync } = aChain(8);
      await follow(nodes, record);
      chain.reorg(7, 9);
      sync();
      expect(await follow(nodes, record)).to.deep.include({ unwound: 6, appended: 8 });
      expectReplay(record, chain.blocks());
    });

    it("throws REORG_PAST_FINALITY, and keeps what it has, when a block changed that must not", async () => {
      const { chain, nodes, record, sync } = aChain(40);
      await follow(nodes, record);
      const before = chain.blocks();
      chain.reorg(FINALITY_DEPTH + 1, FINALITY_DEPTH + 3);
      sync();
      const error = await rejection(follow(nodes, record));
      expect(error).to.have.property("code", "REORG_PAST_FINALITY");
      expect(error).to.not.be.instanceOf(RetryableError);
      expectReplay(record, before);
    });

    it("does not believe one node that shows another chain", async () => {
      const { chain, nodes, record } = aChain(40);
      await follow(nodes, record);
      const before = chain.blocks();
      chain.reorg(FINALITY_DEPTH + 5, 30);
      nodes[0]!.view = chain.blocks();
      expect(await follow(nodes, record)).to.deep.include({ unwound: 0, appended: 0 });
      expectReplay(record, before);
    });

    it("OFF-3: takes the right branch when the chain changes between two of its requests", async () => {
      for (let moment = 1; ; moment++) {
        const { chain, nodes, record, sync } = aChain(12, moment);
        await follow(nodes, record);
        chain.extend(3);
        sync();
        let asked = 0;
        for (const node of nodes) {
          node.lie = () => {
            asked += 1;
            if (asked === moment) {
              chain.reorg(5, 7);
              sync();
            }
            return undefined;
          };
        }
        await follow(nodes, record).catch((error: unknown) => expect(error).to.be.instanceOf(RetryableError));
        if (asked < moment) {
          expect(moment).to.be.above(10);
          break;
        }
        await follow(nodes, record);
        expectReplay(record, chain.blocks());
      }
    });
  });

  describe("when nodes are behind what is kept", () => {
    it("keeps it", async () => {
      const { chain, nodes, record } = aChain(40);
      await follow(nodes, record);
      for (const node of nodes.slice(1)) node.view = chain.blocks().slice(0, 20);
      expect(await follow(nodes, record)).to.deep.include({ isBehind: false, appended: 0, unwound: 0 });
      expectReplay(record, chain.blocks());
    });
  });

  describe("when too few nodes agree", () => {
    it("throws QUORUM_MISSED when they are silent", async () => {
      const { nodes, record } = aChain(9);
      for (const node of nodes.slice(1)) node.lie = lies.silence;
      expect(await rejection(follow(nodes, record))).to.have.property("code", "QUORUM_MISSED");
      expect(record.head()).to.equal(undefined);
    });

    it("throws QUORUM_MISSED when each says something else, and takes none of it", async () => {
      const { chain, nodes, record } = aChain(9);
      nodes[0]!.lie = lies["fewer events"];
      nodes[1]!.lie = lies["events twice"];
      expect(await rejection(follow(nodes, record))).to.have.property("code", "QUORUM_MISSED");
      expectUpTo(chain, record);
    });
  });

  describe("given nodes that refuse long batches", () => {
    it("takes the chain all the same, in shorter ones", async () => {
      const { chain, nodes, record } = aChain(120);
      const lengths: number[] = [];
      const strict = nodes.map(
        ({ endpoint: { name, send } }): Endpoint => ({
          name,
          async send(calls) {
            if (calls.length > 5) throw new Error("batch too long");
            lengths.push(calls.length);
            return send(calls);
          },
        }),
      );
      const quorum = createQuorum({ endpoints: strict, needed: NEEDED });
      const bounds = { fromBlock: FROM_BLOCK, finalityDepth: FINALITY_DEPTH };
      await followChain({ quorum, record, addresses: WATCHED, ...bounds });
      expectReplay(record, chain.blocks());
      expect(Math.max(...lengths)).to.be.above(1);
    });
  });

  describe("when a next block is not agreed yet", () => {
    it("stays where it is, and takes it when it is", async () => {
      const { chain, nodes, record } = aChain(20);
      await follow(nodes, record);
      const before = chain.blocks();
      chain.extend(1);
      nodes[0]!.view = chain.blocks();
      nodes[1]!.lie = lies.silence;
      expect(await follow(nodes, record)).to.deep.include({ isBehind: false, appended: 0 });
      expectReplay(record, before);
      nodes[1]!.lie = undefined;
      nodes[1]!.view = chain.blocks();
      expect(await follow(nodes, record)).to.deep.include({ appended: 1 });
    });
  });

  describe("when enough nodes tell the same nonsense", () => {
    const doctor = (method: string, change: (result: never) => unknown) => (call: RpcCall, right: RpcAnswer) =>
      call.method === method && "result" in right && right.result !== null
        ? { result: change(right.result as never) }
        : undefined;
    const cases = [
      {
        what: "a block without a hash",
        code: "BLOCK_UNREADABLE",
        lie: doctor("eth_getBlockByNumber", (block: object) => ({ ...block, hash: null })),
      },
      {
        what: "transactions in full",
        code: "BLOCK_UNREADABLE",
        lie: doctor("eth_getBlockByNumber", (block: object) => ({ ...block, transactions: [{ hash: "0x1" }] })),
      },
      {
        what: "another block than the one asked for",
        code: "CHAIN_CONTRADICTS_ITSELF",
        lie: doctor("eth_getBlockByNumber", (block: { number: string }) => ({ ...block, number: "0x63" })),
      },
      {
        what: "events of another block",
        code: "LOG_UNREADABLE",
        lie: doctor("eth_getLogs", (logs: object[]) =>
          logs.map((log) => ({ ...log, blockHash: `0x${"ee".repeat(32)}` })),
        ),
      },
      {
        what: "events of transactions that are not in the block",
        code: "LOG_UNREADABLE",
        lie: doctor("eth_getLogs", (logs: object[]) =>
          logs.map((log) => ({ ...log, transactionHash: `0x${"ee".repeat(32)}` })),
        ),
      },
    ];
    for (const { what, code, lie } of cases) {
      it(`throws ${code} for ${what}, and takes nothing of it`, async () => {
        const { chain, nodes, record } = aChain(20);
        for (const node of nodes) node.lie = lie;
        const error = await rejection(follow(nodes, record));
        expect(error).to.be.instanceOf(RetryableError).with.property("code", code);
        expectUpTo(chain, record);
      });
    }
  });

  it("asks for events only where the filter of a block may have them", async () => {
    const { chain, nodes, record } = aChain(60);
    let asked = 0;
    nodes[0]!.lie = ({ method }) => {
      if (method === "eth_getLogs") asked += 1;
      return undefined;
    };
    await follow(nodes, record);
    const full = chain.blocks().filter(({ logs }) => logs.some(({ address }) => WATCHED.includes(address)));
    expect(asked).to.be.at.least(full.filter(({ number }) => number >= FROM_BLOCK).length);
    expect(asked).to.be.below(chain.blocks().length);
  });

  describe("given the chain of a real client", () => {
    it("keeps the events that the client itself gives for the whole of it", async () => {
      const { addresses, ethers } = await loadFixture(settledRound);
      const endpoint = endpointOf("client", async ({ method, params }) => ({
        result: (await ethers.provider.send(method, [...params])) as unknown,
      }));
      const record = createChainRecord(openDatabase(":memory:"), { finalityDepth: 128 });
      const address = [addresses.trainingRounds, addresses.scoreBoard, addresses.rewardPool];
      const quorum = createQuorum({ endpoints: [endpoint], needed: 1 });
      await followChain({ quorum, record, addresses: address, fromBlock: 0, finalityDepth: 128 });
      const expected = await Promise.all(
        address.map((one) => ethers.provider.getLogs({ address: one, fromBlock: 0, toBlock: "latest" })),
      );
      const placeOf = ({ blockNumber, logIndex }: { blockNumber: number; logIndex: number }) =>
        1_000 * blockNumber + logIndex;
      const logs = expected
        .flat()
        .map(({ index, ...log }) => ({ ...log, logIndex: index }))
        .sort((a, b) => placeOf(a) - placeOf(b));
      expect(logs).to.have.length.above(20);
      const kept = record.logs({});
      expect(kept.map((log) => [placeOf(log), log.address, log.topics, log.data, log.transactionHash])).to.deep.equal(
        logs.map((log) => [placeOf(log), log.address, log.topics, log.data, log.transactionHash]),
      );
      expect(record.head()?.number).to.equal(await ethers.provider.getBlockNumber());
    });
  });
});
