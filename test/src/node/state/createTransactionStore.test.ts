import { expect } from "chai";
import { id, toBeHex } from "ethers";
import { BaseError } from "../../../../src/errors/BaseError.ts";
import { createChainRecord } from "../../../../src/node/state/createChainRecord.ts";
import { createTransactionStore } from "../../../../src/node/state/createTransactionStore.ts";
import { openDatabase } from "../../../../src/node/state/openDatabase.ts";
import { anAttempt, aTransaction } from "../../chain/trackedTransaction.ts";
import { aBlock } from "./aBlock.ts";
import { createFuse, INTERRUPTED } from "./createFuse.ts";

/** A block so late that whatever happened before it counts. */
const LATE = 1_000;

function aStore() {
  const fuse = createFuse(openDatabase(":memory:"));
  const record = createChainRecord(fuse.database, { finalityDepth: 50 });
  return { fuse, record, store: createTransactionStore(fuse.database) };
}

/** A store with one transaction of the act "score", included in block 5 unless told otherwise. */
function withOne({ isCancel = false, isIncluded = true } = {}) {
  const state = aStore();
  const hash = id("the attempt");
  state.store.add(aTransaction(0, { key: "score" }), anAttempt({ hash, isCancel }));
  if (isIncluded) state.record.append([aBlock(5, { transactions: [hash] })]);
  return state;
}

describe("createTransactionStore", () => {
  describe("when a transaction is added", () => {
    it("gives it back as it was, to the last digit of its amounts", () => {
      const { store } = aStore();
      const huge = 2n ** 70n + 1n;
      const transaction = aTransaction(3, { gas: huge, validFrom: 77, validUntil: Number.MAX_SAFE_INTEGER });
      const first = anAttempt({ maxFeePerGas: huge, maxPriorityFeePerGas: huge - 1n });
      const second = anAttempt({ isCancel: true });
      store.add(transaction, first);
      store.addAttempt(3, second);
      expect(store.open()).to.deep.equal([{ ...transaction, attempts: [first, second] }]);
      expect(store.has(second.hash)).to.equal(true);
      expect(store.has(toBeHex(0, 32))).to.equal(false);
    });

    it("gives all by nonce, whatever the order in which they came", () => {
      const { store } = aStore();
      expect(store.lastNonce()).to.equal(undefined);
      for (const nonce of [7, 5, 6]) store.add(aTransaction(nonce), anAttempt());
      expect(store.open().map(({ nonce }) => nonce)).to.deep.equal([5, 6, 7]);
      expect(store.lastNonce()).to.equal(7);
    });

    it("takes one for no act", () => {
      const { store } = aStore();
      store.add({ ...aTransaction(0), key: undefined }, anAttempt());
      expect(store.open()[0]!.key).to.equal(undefined);
    });

    it("throws NONCE_TAKEN for a nonce that has one, and changes nothing", () => {
      const { store } = aStore();
      store.add(aTransaction(3), anAttempt());
      const before = store.open();
      expect(() => store.add(aTransaction(3, { key: "another" }), anAttempt()))
        .to.throw(BaseError, "3")
        .with.property("code", "NONCE_TAKEN");
      expect(store.open()).to.deep.equal(before);
    });

    it("keeps all or nothing of it when it is interrupted", () => {
      for (const writes of [0, 1]) {
        const { fuse, store } = aStore();
        fuse.blowAfter(writes);
        expect(() => store.add(aTransaction(0), anAttempt())).to.throw(INTERRUPTED);
        expect(store.open()).to.deep.equal([]);
        expect(store.lastNonce()).to.equal(undefined);
      }
    });
  });

  describe("when it is asked whether an act is under way", () => {
    const cases: readonly {
      readonly given: string;
      readonly state: () => ReturnType<typeof aStore>;
      readonly early: boolean;
      readonly late: boolean;
    }[] = [
      { given: "no transaction", state: aStore, early: false, late: false },
      { given: "one that waits", state: () => withOne({ isIncluded: false }), early: true, late: true },
      { given: "one in a block whose outcome was not read", state: withOne, early: true, late: true },
      {
        given: "one that succeeded",
        state: () => {
          const state = withOne();
          state.store.setOutcome(0, true);
          return state;
        },
        early: true,
        late: true,
      },
      {
        given: "one that failed",
        state: () => {
          const state = withOne();
          state.store.setOutcome(0, false);
          return state;
        },
        early: true,
        late: false,
      },
      {
        given: "one whose cancellation is in a block",
        state: () => {
          const state = withOne({ isCancel: true });
          state.store.setOutcome(0, true);
          return state;
        },
        early: true,
        late: false,
      },
      {
        given: "one whose cancellation waits",
        state: () => withOne({ isCancel: true, isIncluded: false }),
        early: true,
        late: true,
      },
      {
        given: "one whose place another has",
        state: () => {
          const state = withOne({ isIncluded: false });
          state.store.setDisplaced(0, 5);
          return state;
        },
        early: true,
        late: false,
      },
    ];
    for (const { given, state, early, late } of cases) {
      it(`says ${early} given ${given}, and ${late} once that cannot be undone`, () => {
        const { store } = state();
        expect(store.isUnderWay("score", 4)).to.equal(early);
        expect(store.isUnderWay("score", 5)).to.equal(late);
        expect(store.isUnderWay("score", LATE)).to.equal(late);
        expect(store.isUnderWay("another", 4)).to.equal(false);
      });
    }

    it("looks at all transactions of the act", () => {
      const { store } = withOne();
      store.setOutcome(0, false);
      store.add(aTransaction(1, { key: "score" }), anAttempt());
      expect(store.isUnderWay("score", LATE)).to.equal(true);
      expect(store.failures("score")).to.equal(1);
      expect(store.failures("another")).to.equal(0);
    });
  });

  describe("when a displaced transaction is signed again", () => {
    it("waits again", () => {
      const { store } = withOne({ isIncluded: false });
      store.setDisplaced(0, 5);
      expect(store.open()[0]!.isDisplaced).to.equal(true);
      store.addAttempt(0, anAttempt());
      expect(store.open()[0]!.isDisplaced).to.equal(false);
    });
  });
});
