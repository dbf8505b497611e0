import { expect } from "chai";
import fc from "fast-check";
import { FULL_SCORE, feePaymentOf, settle, shareOf } from "../../../src/scoring/settlement.ts";
import { settlementVectors } from "../../support/settlementVectors.ts";

const POT = 1_000n * 10n ** 18n;
const FEE = 100n * 10n ** 18n;

describe("settle", () => {
  for (const { name, stakes, silentStake, vectors, pot, fee, expected } of settlementVectors) {
    it(`SCO-3: ${name}`, () => {
      const revealed = vectors.map((scores, k) => ({ scores, stake: stakes[k]! }));
      const totalStake = stakes.reduce((sum, stake) => sum + stake, silentStake);
      expect(settle(revealed, totalStake, pot, fee)).to.deep.equal(expected);
    });
  }

  it("settles a common vector on itself, and pays those who agreed in full", () => {
    const scores = [500_000_000, 300_000_000, 100_000_000];
    const vectors = [4n, 3n, 3n].map((stake) => ({ scores, stake }));
    expect(settle(vectors, 10n, POT, FEE)).to.deep.equal({
      consensus: scores,
      totalScore: 900_000_000n,
      disagreements: [0n, 0n, 0n],
      feePayments: [(FEE * 4n) / 10n, (FEE * 3n) / 10n, (FEE * 3n) / 10n],
      earned: (POT * 9n) / 10n,
      unearned: POT / 10n,
    });
  });

  it("pays a dissenter by its agreement", () => {
    const vectors = [
      { scores: [500_000_000, 0], stake: 6n },
      { scores: [450_000_000, 0], stake: 4n },
    ];
    const { consensus, disagreements, feePayments } = settle(vectors, 10n, POT, FEE);
    expect(consensus).to.deep.equal([500_000_000, 0]);
    expect(disagreements).to.deep.equal([0n, 50_000_000n]);
    expect(feePayments).to.deep.equal([(FEE * 6n) / 10n, (FEE * 4n) / 10n / 2n]);
  });

  it("earns nothing when half of the stake says zero", () => {
    const vectors = [
      { scores: [7], stake: 4n },
      { scores: [0], stake: 6n },
    ];
    const { totalScore, earned, unearned } = settle(vectors, 10n, POT, FEE);
    expect([totalScore, earned, unearned]).to.deep.equal([0n, 0n, POT]);
  });

  it("earns the whole pot and no more when the medians sum to more", () => {
    const half = 500_000_000;
    const vectors = [
      { scores: [half, half, 0], stake: 1n },
      { scores: [half, 0, half], stake: 1n },
      { scores: [0, half, half], stake: 1n },
    ];
    const { totalScore, earned, unearned } = settle(vectors, 3n, POT, FEE);
    expect([totalScore, earned, unearned]).to.deep.equal([1_500_000_000n, POT, 0n]);
  });

  it("POT-1: whatever the vectors, Σc is at most two wholes, and neither pot nor fee is overspent", () => {
    const vector = fc.array(fc.integer({ min: 0, max: 250_000_000 }), { minLength: 4, maxLength: 4 });
    const vectors = fc.array(fc.record({ scores: vector, stake: fc.bigInt(1n, 9n) }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(vectors, fc.bigInt(0n, 9n), fc.bigInt(0n, 10n ** 24n), (given, silent, pot) => {
        const totalStake = given.reduce((sum, { stake }) => sum + stake, silent);
        const settlement = settle(given, totalStake, pot, pot);
        expect(settlement.totalScore <= 2n * FULL_SCORE).to.equal(true);
        expect(settlement.earned + settlement.unearned).to.equal(pot);
        expect(settlement.unearned >= 0n).to.equal(true);
        expect(settlement.feePayments.reduce((sum, pay) => sum + pay, 0n) <= pot).to.equal(true);
        const shares = settlement.consensus.map((score) => shareOf(settlement.earned, score, settlement.totalScore));
        const dust = settlement.earned - shares.reduce((sum, share) => sum + share, 0n);
        if (settlement.totalScore > 0n) expect(dust >= 0n && dust < 4n).to.equal(true);
      }),
      { seed: 7, numRuns: 1_000 },
    );
  });
});

describe("feePaymentOf", () => {
  const fee = (disagreement: bigint, totalScore: bigint) =>
    feePaymentOf({ fee: 100n, stake: 3n, totalStake: 10n, disagreement, totalScore });

  for (const [disagreement, expected] of [
    [0n, 30n],
    [1n, 29n],
    [80_000_000n, 15n],
    [160_000_000n, 0n],
    [3_000_000_000n, 0n],
  ] as const) {
    it(`pays ${expected} of 30 at a disagreement of ${disagreement} with a consensus of 800000000`, () => {
      expect(fee(disagreement, 800_000_000n)).to.equal(expected);
    });
  }

  it("pays zeros, where others found something, nothing, however little it was", () => {
    expect(fee(7n, 7n)).to.equal(0n);
  });

  it("pays in full who agrees that nobody earned anything, and nothing who does not", () => {
    expect([fee(0n, 0n), fee(1n, 0n)]).to.deep.equal([30n, 0n]);
  });
});

describe("shareOf", () => {
  it("rounds down, and is zero when nobody earned anything", () => {
    expect(shareOf(100n, 1, 3n)).to.equal(33n);
    expect(shareOf(100n, 0, 0n)).to.equal(0n);
  });
});
