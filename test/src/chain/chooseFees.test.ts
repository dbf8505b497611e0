import { expect } from "chai";
import fc from "fast-check";
import { bumpFees, chooseFees } from "../../../src/chain/chooseFees.ts";
import type { FeePolicy, Fees } from "../../../src/chain/Fees.ts";

const GWEI = 10n ** 9n;
const policy: FeePolicy = {
  maxFeePerGas: 100n * GWEI,
  maxPriorityFeePerGas: 2n * GWEI,
  bumpPermille: 125,
  bumpAfterSeconds: 60,
};

const fee = fc.oneof(fc.constantFrom(0n, 1n), fc.bigInt({ min: 0n, max: 10n ** 12n }));
const markets = fc.record({ baseFee: fee, tip: fee });
/** As a configuration may say: the tip's cap is not above the other. */
const policies = fc
  .record({
    caps: fc.tuple(fc.bigInt({ min: 1n, max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 12n })),
    bumpPermille: fc.integer({ min: 125, max: 1_000 }),
  })
  .map(({ caps: [a, b], bumpPermille }): FeePolicy => {
    const [maxPriorityFeePerGas, maxFeePerGas] = a < b ? [a, b] : [b, a];
    return { maxFeePerGas, maxPriorityFeePerGas, bumpPermille, bumpAfterSeconds: 60 };
  });

/** The rule of nodes, go-ethereum's for one: both fees above what they were, and by an eighth. */
function isReplacement(before: Fees, after: Fees): boolean {
  return (["maxFeePerGas", "maxPriorityFeePerGas"] as const).every(
    (name) => after[name] > before[name] && 8n * after[name] >= 9n * before[name],
  );
}

describe("chooseFees", () => {
  it("offers the suggested tip on four times the base fee", () => {
    expect(chooseFees({ baseFee: 10n * GWEI, tip: GWEI }, policy)).to.deep.equal({
      maxFeePerGas: 41n * GWEI,
      maxPriorityFeePerGas: GWEI,
    });
  });

  it("never offers more than the policy allows, nor a tip above the whole", () => {
    fc.assert(
      fc.property(markets, policies, (market, some) => {
        const { maxFeePerGas, maxPriorityFeePerGas } = chooseFees(market, some);
        expect(maxFeePerGas <= some.maxFeePerGas).to.equal(true);
        expect(maxPriorityFeePerGas <= some.maxPriorityFeePerGas).to.equal(true);
        expect(maxPriorityFeePerGas <= maxFeePerGas).to.equal(true);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe("bumpFees", () => {
  it("raises both fees by an eighth, rounded up", () => {
    const offered = { maxFeePerGas: 41n * GWEI, maxPriorityFeePerGas: GWEI + 1n };
    expect(bumpFees(offered, { baseFee: 0n, tip: 0n }, policy)).to.deep.equal({
      maxFeePerGas: 46_125_000_000n,
      maxPriorityFeePerGas: 1_125_000_002n,
    });
  });

  it("offers what a new transaction would when that is more", () => {
    const offered = { maxFeePerGas: 5n * GWEI, maxPriorityFeePerGas: 1n };
    const market = { baseFee: 20n * GWEI, tip: GWEI };
    expect(bumpFees(offered, market, policy)).to.deep.equal(chooseFees(market, policy));
  });

  it("raises the tip above its own cap rather than let nodes refuse", () => {
    const offered = { maxFeePerGas: 10n * GWEI, maxPriorityFeePerGas: 2n * GWEI };
    expect(bumpFees(offered, { baseFee: 0n, tip: 0n }, policy)?.maxPriorityFeePerGas).to.equal(2_250_000_000n);
  });

  describe("when nothing was offered as a tip", () => {
    it("offers one, because nodes do not take the same tip twice", () => {
      const offered = { maxFeePerGas: 10n * GWEI, maxPriorityFeePerGas: 0n };
      expect(bumpFees(offered, { baseFee: 0n, tip: 0n }, policy)?.maxPriorityFeePerGas).to.equal(1n);
    });
  });

  describe("when the last offer is too near to the cap", () => {
    it("offers nothing", () => {
      const offered = { maxFeePerGas: 89n * GWEI, maxPriorityFeePerGas: GWEI };
      expect(bumpFees(offered, { baseFee: 0n, tip: 0n }, policy)).to.equal(undefined);
    });
  });

  it("is never above the cap, and always what nodes take in the place of what was offered", () => {
    fc.assert(
      fc.property(markets, markets, policies, (before, market, some) => {
        let offered: Fees | undefined = chooseFees(before, some);
        let bumps = 0;
        for (;;) {
          const next = bumpFees(offered, market, some);
          if (next === undefined) break;
          expect(isReplacement(offered, next), `${Object.values(offered)} → ${Object.values(next)}`).to.equal(true);
          expect(next.maxFeePerGas <= some.maxFeePerGas).to.equal(true);
          expect(next.maxPriorityFeePerGas <= next.maxFeePerGas).to.equal(true);
          offered = next;
          bumps += 1;
        }
        // Every bump gets nearer to the cap, and it gives up only where the next would be above it.
        expect(bumps).to.be.below(300);
        const least = (offered.maxFeePerGas * BigInt(1000 + some.bumpPermille) + 999n) / 1000n;
        expect(least > some.maxFeePerGas || offered.maxFeePerGas === some.maxFeePerGas).to.equal(true);
      }),
      { seed: 2, numRuns: 500 },
    );
  });
});
