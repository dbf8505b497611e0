import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { id, toBeHex } from "ethers";
import fc from "fast-check";
import type { EventLog } from "../../../../src/chain/EventLog.ts";
import type { EventFilter } from "../../../../src/chain/EventStore.ts";
import { createChainRecord } from "../../../../src/node/state/createChainRecord.ts";
import { createTransactionStore } from "../../../../src/node/state/createTransactionStore.ts";
import { openDatabase } from "../../../../src/node/state/openDatabase.ts";
import { anAttempt, aTransaction } from "../../chain/trackedTransaction.ts";
import { aBlock, addressOf, type EventParts, topicOf } from "./aBlock.ts";
import { createFuse, INTERRUPTED } from "./createFuse.ts";

const FINALITY_DEPTH = 10;

function aRecord() {
  const fuse = createFuse(openDatabase(":memory:"));
  const record = createChainRecord(fuse.database, { finalityDepth: FINALITY_DEPTH });
  return { fuse, record, transactions: createTransactionStore(fuse.database) };
}

const blocks = (from: number, to: number, branch = "a") =>
  Array.from({ length: to - from + 1 }, (_, k) => aBlock(from + k, { branch }));

const events: fc.Arbitrary<EventParts[]> = fc.array(
  fc.record({
    address: fc.integer({ min: 1, max: 3 }).map(addressOf),
    topics: fc.array(fc.integer({ min: 0, max: 2 }).map(topicOf), { maxLength: 4 }),
    data: fc.nat({ max: 255 }).map((value) => toBeHex(value)),
  }),
  { maxLength: 6 },
);

const filters = fc.record(
  {
    fromBlock: fc.nat({ max: 6 }),
    toBlock: fc.nat({ max: 6 }),
    addresses: fc.array(fc.integer({ min: 1, max: 3 }).map(addressOf), { maxLength: 3 }),
    topics: fc.array(
      fc.option(fc.array(fc.integer({ min: 0, max: 2 }).map(topicOf), { maxLength: 3 }), { nil: undefined }),
      { maxLength: 4 },
    ),
  },
  { requiredKeys: [] },
);

/** What an event store is asked for, written out. */
function isWanted({ fromBlock, toBlock, addresses, topics = [] }: EventFilter, log: EventLog): boolean {
  return (
    (fromBlock === undefined || log.blockNumber >= fromBlock) &&
    (toBlock === undefined || log.blockNumber <= toBlock) &&
    (addresses === undefined || addresses.includes(log.address)) &&
    topics.every((wanted, place) => wanted === undefined || wanted.includes(log.topics[place] ?? "none"))
  );
}

describe("createChainRecord", () => {
  describe("when events are asked for", () => {
    it("gives all that the filter wants, as they were and in the chain's order", () => {
      fc.assert(
        fc.property(fc.array(events, { minLength: 1, maxLength: 6 }), filters, (byBlock, filter) => {
          const { record } = aRecord();
          const chain = byBlock.map((some, number) => aBlock(number, { events: some }));
          record.append(chain);
          const logs = chain.flatMap((block) => block.logs);
          expect(record.logs(filter)).to.deep.equal(logs.filter((log) => isWanted(filter, log)));
        }),
        { seed: 1, numRuns: 200 },
      );
    });
  });

  describe("when blocks are appended", () => {
    it("knows its head and each of them", () => {
      const { record } = aRecord();
      expect(record.head()).to.equal(undefined);
      record.append(blocks(5, 8));
      const { number, hash, timestamp } = aBlock(8);
      expect(record.head()).to.include({ number, hash, timestamp });
      expect([4, 5, 8, 9].map((k) => record.hashAt(k))).to.deep.equal([undefined, aBlock(5).hash, hash, undefined]);
      expect([4, 5, 8].map((k) => record.timestampAt(k))).to.deep.equal([undefined, aBlock(5).timestamp, timestamp]);
    });

    it("refuses a block that it has, and keeps nothing of what came with it", () => {
      const { record } = aRecord();
      record.append(blocks(1, 3));
      expect(() => record.append([aBlock(4), aBlock(3, { branch: "b" })])).to.throw(/UNIQUE/);
      expect(record.head()?.number).to.equal(3);
    });

    it("refuses an event that comes twice, and keeps nothing of its block", () => {
      const { record } = aRecord();
      const block = aBlock(1, { events: [{}] });
      expect(() => record.append([{ ...block, logs: [...block.logs, ...block.logs] }])).to.throw(/UNIQUE/);
      expect(record.head()).to.equal(undefined);
      expect(record.logs({})).to.deep.equal([]);
    });

    it("forgets blocks far beyond finality, and none of their events", () => {
      const { record } = aRecord();
      record.append([aBlock(0, { events: [{}] }), ...blocks(1, 200)]);
      expect(record.hashAt(0)).to.equal(undefined);
      expect(record.hashAt(200 - FINALITY_DEPTH)).to.equal(aBlock(200 - FINALITY_DEPTH).hash);
      expect(record.logs({})).to.have.length(1);
    });
  });

  describe("when it is interrupted, whatever it was about to write", () => {
    const [one, two] = [{ events: [{}, {}] }, { events: [{}], branch: "b" }];
    for (const [what, change] of [
      ["appending", (record: ReturnType<typeof aRecord>["record"]) => record.append([aBlock(3, one), aBlock(4, one)])],
      ["unwinding", (record: ReturnType<typeof aRecord>["record"]) => record.unwindTo(0)],
    ] as const) {
      it(`OFF-3: has done all or nothing of ${what}`, () => {
        let interruptions = 0;
        for (let writes = 0; ; writes++) {
          const { fuse, record, transactions } = aRecord();
          transactions.add(aTransaction(0), anAttempt({ hash: id("own") }));
          record.append([aBlock(1, { transactions: [id("own")] }), aBlock(2, two)]);
          const before = [record.head(), record.logs({}), transactions.open()];
          fuse.blowAfter(writes);
          let isInterrupted = false;
          try {
            change(record);
          } catch (error) {
            expect((error as Error).message).to.equal(INTERRUPTED);
            isInterrupted = true;
          }
          const after = [record.head(), record.logs({}), transactions.open()];
          if (!isInterrupted) {
            expect(after).to.not.deep.equal(before);
            break;
          }
          interruptions += 1;
          expect(after).to.deep.equal(before);
        }
        expect(interruptions).to.be.at.least(4);
      });
    }
  });

  describe("given an own transaction", () => {
    const [first, second] = [id("first attempt"), id("second attempt")];

    function withTransaction() {
      const state = aRecord();
      state.record.append(blocks(1, 3));
      state.transactions.add(aTransaction(0), anAttempt({ hash: first }));
      state.transactions.addAttempt(0, anAttempt({ hash: second }));
      return state;
    }

    it("notes the block that includes it, whichever of its forms that is", () => {
      for (const hash of [first, second]) {
        const { record, transactions } = withTransaction();
        record.append([aBlock(4, { transactions: [id("another"), hash] }), aBlock(5)]);
        expect(transactions.open()[0]!.inclusion).to.deep.equal({ hash, blockNumber: 4, isSuccess: undefined });
      }
    });

    it("forgets that when the block goes, with what was read of its outcome", () => {
      const { record, transactions } = withTransaction();
      record.append([aBlock(4, { transactions: [first] }), aBlock(5)]);
      transactions.setOutcome(0, true);
      record.unwindTo(4);
      expect(transactions.open()[0]!.inclusion).to.include({ blockNumber: 4, isSuccess: true });
      record.unwindTo(3);
      expect(transactions.open()[0]!.inclusion).to.equal(undefined);
      record.append([aBlock(4, { branch: "b", transactions: [second] })]);
      expect(transactions.open()[0]!.inclusion).to.deep.equal({ hash: second, blockNumber: 4, isSuccess: undefined });
    });

    it("lets go of it once its block is final, but not before its outcome was read", () => {
      const { record, transactions } = withTransaction();
      record.append([aBlock(4, { transactions: [first] })]);
      record.append(blocks(5, 4 + FINALITY_DEPTH));
      expect(transactions.open()).to.have.length(1);
      transactions.setOutcome(0, true);
      record.append(blocks(5 + FINALITY_DEPTH, 5 + FINALITY_DEPTH));
      expect(transactions.open()).to.deep.equal([]);
      expect(transactions.lastNonce()).to.equal(0);
      expect(transactions.isUnderWay("act 0", 5)).to.equal(true);
    });

    it("keeps it in view one block before its block is final", () => {
      const { record, transactions } = withTransaction();
      record.append([aBlock(4, { transactions: [first] })]);
      transactions.setOutcome(0, true);
      record.append(blocks(5, 3 + FINALITY_DEPTH));
      expect(transactions.open()).to.have.length(1);
    });

    it("takes back that another has its place when the block goes in which that was seen", () => {
      const { record, transactions } = withTransaction();
      transactions.setDisplaced(0, 3);
      record.unwindTo(3);
      expect(transactions.open()[0]!.isDisplaced).to.equal(true);
      record.unwindTo(2);
      expect(transactions.open()[0]!.isDisplaced).to.equal(false);
    });

    it("finds it in a block although another was thought to have its place", () => {
      const { record, transactions } = withTransaction();
      transactions.setDisplaced(0, 3);
      record.append([aBlock(4, { transactions: [first] })]);
      expect(transactions.open()[0]).to.deep.include({
        isDisplaced: false,
        inclusion: { hash: first, blockNumber: 4, isSuccess: undefined },
      });
    });
  });

  describe("given a file", () => {
    it("has everything when it is opened again", async () => {
      const folder = await mkdtemp(join(tmpdir(), "commonweights-record-"));
      try {
        const path = join(folder, "deep", "state.sqlite");
        const first = openDatabase(path);
        createChainRecord(first, { finalityDepth: FINALITY_DEPTH }).append([aBlock(1, { events: [{ data: "0x07" }] })]);
        first.close();
        const second = openDatabase(path);
        const record = createChainRecord(second, { finalityDepth: FINALITY_DEPTH });
        expect(record.head()?.hash).to.equal(aBlock(1).hash);
        expect(record.logs({})).to.deep.equal(aBlock(1, { events: [{ data: "0x07" }] }).logs);
        second.close();
      } finally {
        await rm(folder, { recursive: true });
      }
    });
  });
});
