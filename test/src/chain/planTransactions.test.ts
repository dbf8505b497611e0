import { expect } from "chai";
import { ZeroHash } from "ethers";
import fc from "fast-check";
import { bumpFees, chooseFees } from "../../../src/chain/chooseFees.ts";
import type { FeePolicy } from "../../../src/chain/Fees.ts";
import { type PlanTransactionsParameters, planTransactions } from "../../../src/chain/planTransactions.ts";
import type { TrackedTransaction } from "../../../src/chain/TrackedTransaction.ts";
import { anAttempt, aTransaction, GWEI } from "./trackedTransaction.ts";

const policy: FeePolicy = {
  maxFeePerGas: 100n * GWEI,
  maxPriorityFeePerGas: 2n * GWEI,
  bumpPermille: 125,
  bumpAfterSeconds: 60,
};
const market = { baseFee: GWEI, tip: GWEI };
const FRESH = chooseFees(market, policy);
const LATER = 1_060;

function plan(open: readonly TrackedTransaction[], change: Partial<PlanTransactionsParameters> = {}) {
  return planTransactions({ open, nonce: 5, now: 1_000, market, policy, ...change });
}

const bumped = (transaction: TrackedTransaction) => bumpFees(transaction.attempts.at(-1)!, market, policy);
const included = (nonce: number) =>
  aTransaction(nonce, { inclusion: { hash: ZeroHash, blockNumber: 9, isSuccess: true } });
const atTheCap = [anAttempt({ maxFeePerGas: policy.maxFeePerGas, maxPriorityFeePerGas: GWEI })];

/** Any transactions of an account whose next nonce is `nonce`: those before it are included, displaced or about to be. */
const situations = fc
  .record({
    nonce: fc.integer({ min: 3, max: 6 }),
    now: fc.constantFrom(1_000, 1_030, LATER, 5_001),
    kinds: fc.array(
      fc.record({
        isThere: fc.boolean(),
        isIncluded: fc.boolean(),
        isDisplaced: fc.boolean(),
        isAtTheCap: fc.boolean(),
        isCancel: fc.boolean(),
        isOld: fc.boolean(),
      }),
      { minLength: 10, maxLength: 10 },
    ),
  })
  .map(({ nonce, now, kinds }) => {
    const open = kinds.flatMap(({ isThere, isIncluded, isDisplaced, isAtTheCap, isCancel, isOld }, k) => {
      if (!isThere) return [];
      if (isIncluded && k < nonce) return [included(k)];
      const fees = isAtTheCap ? { maxFeePerGas: policy.maxFeePerGas } : {};
      const attempts = [anAttempt({ isCancel, signedAt: isOld ? 900 : 1_000, ...fees })];
      return [aTransaction(k, { isDisplaced, attempts })];
    });
    return { nonce, now, open };
  });

describe("planTransactions", () => {
  it("OFF-4: leaves no gap from the account's nonce to the last transaction that waits, whatever there is", () => {
    fc.assert(
      fc.property(situations, ({ open, nonce, now }) => {
        const steps = plan(open, { nonce, now });
        const displaced = steps.filter((step) => step.do === "displace").map((step) => step.nonce);
        const filled = steps.filter((step) => step.do === "fill").map((step) => step.nonce);
        const waiting = open
          .filter((one) => one.inclusion === undefined && !one.isDisplaced && !displaced.includes(one.nonce))
          .map((one) => one.nonce);
        const after = [...waiting, ...filled].sort((a, b) => a - b);
        expect(after).to.deep.equal(after.map((_, k) => nonce + k));
        // Nothing is filled beyond what waits, and nothing has two steps.
        expect(Math.max(...filled, -1)).to.be.below(Math.max(...waiting, 0) + 1);
        expect(new Set(steps.map((step) => step.nonce)).size).to.equal(steps.length);
      }),
      { seed: 1, numRuns: 1_000 },
    );
  });

  it("replaces the fee of the first alone, and touches nothing that is over", () => {
    fc.assert(
      fc.property(situations, ({ open, nonce, now }) => {
        const first = open.find((one) => one.nonce >= nonce && one.inclusion === undefined && !one.isDisplaced);
        for (const step of plan(open, { nonce, now })) {
          if (step.do === "bump") expect(step.nonce).to.equal(first?.nonce);
          const transaction = open.find((one) => one.nonce === step.nonce);
          expect(transaction?.inclusion).to.equal(undefined);
          if (transaction?.isDisplaced) expect(step.do).to.equal("fill");
          if ("fees" in step) expect(step.fees.maxFeePerGas <= policy.maxFeePerGas).to.equal(true);
        }
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  describe("given nothing but transactions that wait since a moment ago", () => {
    it("does nothing", () => {
      expect(plan([])).to.deep.equal([]);
      expect(plan([included(3), included(4), aTransaction(5), aTransaction(6)])).to.deep.equal([]);
    });
  });

  describe("given a transaction that waits as long as the policy allows", () => {
    it("bumps the first, and not one that waits for it", () => {
      const first = aTransaction(5);
      const steps = plan([first, aTransaction(6)], { now: LATER });
      expect(steps).to.deep.equal([{ do: "bump", nonce: 5, fees: bumped(first) }]);
      expect(plan([first], { now: LATER - 1 })).to.deep.equal([]);
    });

    it("counts from the last time that it was signed", () => {
      const first = aTransaction(5, { attempts: [anAttempt(), anAttempt({ signedAt: 1_040 })] });
      expect(plan([first], { now: LATER })).to.deep.equal([]);
    });

    it("says that it is stuck when it offers all that the policy allows", () => {
      const steps = plan([aTransaction(5, { attempts: atTheCap }), aTransaction(6)], { now: LATER });
      expect(steps).to.deep.equal([{ do: "stuck", nonce: 5 }]);
    });

    it("bumps a cancellation like any other", () => {
      const first = aTransaction(5, { attempts: [anAttempt({ isCancel: true })], validUntil: 10 });
      expect(plan([first], { now: LATER })).to.deep.equal([{ do: "bump", nonce: 5, fees: bumped(first) }]);
    });
  });

  describe("given transactions whose calls became pointless", () => {
    it("cancels each, at once", () => {
      const [first, second] = [aTransaction(5), aTransaction(6, { validUntil: 990 })];
      expect(plan([first, second])).to.deep.equal([{ do: "cancel", nonce: 6, fees: bumped(second) }]);
      expect(plan([first, second], { now: 5_001 }).map((step) => step.do)).to.deep.equal(["cancel", "cancel"]);
    });

    it("leaves them in the second in which they still count", () => {
      expect(plan([aTransaction(5, { attempts: [anAttempt({ signedAt: 4_990 })] })], { now: 5_000 })).to.deep.equal([]);
    });

    it("does not cancel a cancellation", () => {
      const attempts = [anAttempt(), anAttempt({ isCancel: true, signedAt: 5_001 })];
      expect(plan([aTransaction(5, { attempts })], { now: 5_001 })).to.deep.equal([]);
    });

    it("says that they are stuck when they offer all that the policy allows", () => {
      expect(plan([aTransaction(5, { attempts: atTheCap, validUntil: 10 })])).to.deep.equal([
        { do: "stuck", nonce: 5 },
      ]);
    });
  });

  describe("given a transaction below the account's nonce that is in no block", () => {
    it("says that another has its place", () => {
      expect(plan([aTransaction(4), aTransaction(5)])).to.deep.equal([{ do: "displace", nonce: 4 }]);
    });

    it("says so once", () => {
      expect(plan([aTransaction(4, { isDisplaced: true })])).to.deep.equal([]);
    });
  });

  describe("given nonces that were left out", () => {
    it("fills each gap before one that waits", () => {
      expect(plan([aTransaction(6), aTransaction(9)])).to.deep.equal([
        { do: "fill", nonce: 5, fees: FRESH },
        { do: "fill", nonce: 7, fees: FRESH },
        { do: "fill", nonce: 8, fees: FRESH },
      ]);
    });

    it("fills that of a displaced transaction whose displacer went out of the chain", () => {
      expect(plan([aTransaction(5, { isDisplaced: true }), aTransaction(6)])).to.deep.equal([
        { do: "fill", nonce: 5, fees: FRESH },
      ]);
    });

    it("leaves one after which nothing waits", () => {
      expect(plan([aTransaction(5, { isDisplaced: true })])).to.deep.equal([]);
    });
  });
});
