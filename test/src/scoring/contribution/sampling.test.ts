import { expect } from "chai";
import fc from "fast-check";
import { norm } from "../../../../src/learning/norm.ts";
import { scale } from "../../../../src/learning/scale.ts";
import { subtract } from "../../../../src/learning/subtract.ts";
import { antitheticShapley } from "../../../../src/scoring/contribution/antitheticShapley.ts";
import type { CoalitionGame } from "../../../../src/scoring/contribution/CoalitionGame.ts";
import { createAdditiveGame } from "../../../../src/scoring/contribution/createAdditiveGame.ts";
import { createRenormalizedGame } from "../../../../src/scoring/contribution/createRenormalizedGame.ts";
import { exactBanzhaf } from "../../../../src/scoring/contribution/exactBanzhaf.ts";
import { exactShapley } from "../../../../src/scoring/contribution/exactShapley.ts";
import { gtgShapley } from "../../../../src/scoring/contribution/gtgShapley.ts";
import { individualGain } from "../../../../src/scoring/contribution/individualGain.ts";
import { leaveOneOut } from "../../../../src/scoring/contribution/leaveOneOut.ts";
import { pathIntegratedGradient } from "../../../../src/scoring/contribution/pathIntegratedGradient.ts";
import { permutationMarginals } from "../../../../src/scoring/contribution/permutationMarginals.ts";
import { referenceValues } from "../../../../src/scoring/contribution/referenceValues.ts";
import { sampledBanzhaf } from "../../../../src/scoring/contribution/sampledBanzhaf.ts";
import { gameOf, gloveGame, honestTerms, honestUpdates, quadraticGame, setting, sum } from "./games.ts";

const seeds = Array.from({ length: 12 }, (_, s) => s + 1);
const updates = [...honestUpdates, ...honestUpdates.slice(0, 2).map((update) => scale(update, -0.5))];
/** Four honest updates and two that point the other way: a game whose marginals depend on the order. */
const renormalized = createRenormalizedGame({ ...setting, updates });
const exact = exactShapley(renormalized).values;

/** Mean over seeds of the error relative to `target`. */
function errorOf(target: Float64Array, valuesOf: (seed: number) => Float64Array): number {
  const errors = seeds.map((seed) => norm(subtract(valuesOf(seed), target)) / norm(target));
  return errors.reduce((total, error) => total + error, 0) / errors.length;
}

/** The same coalitions, counted anew. */
function fresh(): CoalitionGame {
  return createRenormalizedGame({ ...setting, updates });
}

describe("antitheticShapley", () => {
  it("comes closer to the exact values as the pairs grow", () => {
    const errors = [2, 8, 32, 128].map((pairs) =>
      errorOf(exact, (seed) => antitheticShapley(renormalized, { pairs, seed }).values),
    );
    // A quarter of the variance per step: the error about halves; three quarters leave room for chance.
    for (let k = 1; k < errors.length; k++) expect(errors[k]).to.be.below(0.75 * (errors[k - 1] as number));
  });

  it("states standard errors that the exact values confirm", () => {
    let within = 0;
    for (const seed of seeds) {
      const { values, standardErrors } = antitheticShapley(renormalized, { pairs: 40, seed });
      for (const [i, value] of values.entries()) {
        if (Math.abs(value - (exact[i] as number)) <= 2 * (standardErrors[i] as number)) within++;
      }
    }
    // Two standard errors cover 95 % of 72 draws, not all of them.
    expect(within).to.be.within(62, 71);
  });

  it("is efficient with any number of pairs, and repeats itself with the same seed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }), (pairs, seed) => {
        const { values } = antitheticShapley(renormalized, { pairs, seed });
        expect(sum(values)).to.be.closeTo(sum(exact), 1e-14);
        expect(antitheticShapley(renormalized, { pairs, seed }).values).to.deep.equal(values);
      }),
      { seed: 1, numRuns: 20 },
    );
  });

  it("is exact with one pair where utilities are quadratic, but cannot say so", () => {
    const { values, standardErrors, evaluations } = antitheticShapley(quadraticGame([1, 2, 3], [0.5, 1, 1.5]), {
      pairs: 1,
      seed: 1,
    });
    for (const [i, expected] of [0.25, 0.5, 0.75].entries()) expect(values[i]).to.be.closeTo(expected, 1e-15);
    expect([...standardErrors]).to.deep.equal([Infinity, Infinity, Infinity]);
    // ∅, N, two coalitions of one and two of two players.
    expect(evaluations).to.equal(6);
  });
});

describe("gtgShapley", () => {
  it("comes closer to the exact values as the budget grows", () => {
    const options = { marginalTolerance: 0, convergence: 0 };
    const errors = [8, 24, 64].map((mostEvaluations) =>
      errorOf(exact, (seed) => gtgShapley(fresh(), { mostEvaluations, seed, ...options }).values),
    );
    for (let k = 1; k < errors.length; k++) expect(errors[k]).to.be.below(0.75 * (errors[k - 1] as number));
  });

  it("samples until the running means stand still, as closely as it is asked to", () => {
    const errors = [0.1, 0.02, 0.004].map((convergence) =>
      errorOf(exact, (seed) => gtgShapley(renormalized, { mostEvaluations: 10_000, seed, convergence }).values),
    );
    for (let k = 1; k < errors.length; k++) expect(errors[k]).to.be.below(0.75 * (errors[k - 1] as number));
  });

  it("never exceeds its budget, and sums to the gain", () => {
    fc.assert(
      fc.property(fc.integer({ min: 7, max: 80 }), fc.integer({ min: 0, max: 999 }), (mostEvaluations, seed) => {
        const { values, evaluations } = gtgShapley(fresh(), { mostEvaluations, seed });
        expect(evaluations).to.be.at.most(mostEvaluations);
        expect(sum(values)).to.be.closeTo(sum(exact), 1e-14);
      }),
      { seed: 2, numRuns: 25 },
    );
  });

  it("values nobody in a round that changes nothing, after two evaluations", () => {
    const game = fresh();
    const { values, evaluations } = gtgShapley(game, { mostEvaluations: 100, seed: 1, roundTolerance: 1 + sum(exact) });
    expect([...values]).to.deep.equal([0, 0, 0, 0, 0, 0]);
    expect(evaluations).to.equal(2);
  });

  it("ends on a game that it knows whole, even when it may never converge", () => {
    const { evaluations } = gtgShapley(gloveGame(), { mostEvaluations: 500, seed: 1, convergence: 0 });
    expect(evaluations).to.be.at.most(8);
  });

  describe("when the budget does not hold one permutation", () => {
    it("throws SCORING_BUDGET_TOO_SMALL", () => {
      expect(() => gtgShapley(fresh(), { mostEvaluations: 6, seed: 1 }))
        .to.throw("takes 7 evaluations; the budget is 6.\nAllow at least 7")
        .with.property("code", "SCORING_BUDGET_TOO_SMALL");
    });
  });
});

describe("permutationMarginals", () => {
  it("gives each player what it adds after those before it", () => {
    const game = gloveGame();
    expect([...permutationMarginals(game, Uint32Array.of(0, 1, 2), { tolerance: 0 })]).to.deep.equal([0, 0, 1]);
    expect([...permutationMarginals(game, Uint32Array.of(2, 1, 0), { tolerance: 0 })]).to.deep.equal([0, 1, 0]);
  });

  it("evaluates nothing behind the point where the whole utility is reached", () => {
    // The glove game and a fourth player that adds nothing.
    const game = gameOf(4, [0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1]);
    permutationMarginals(game, Uint32Array.of(2, 0, 3, 1), { tolerance: 1e-9 });
    // N, ∅, {2} and {0, 2}, but not {0, 2, 3}.
    expect(game.evaluations).to.equal(4);
  });
});

describe("sampledBanzhaf", () => {
  const banzhaf = exactBanzhaf(renormalized).values;

  it("comes closer to the exact values as the samples grow", () => {
    const errors = [20, 80, 320, 1280].map((samples) =>
      errorOf(banzhaf, (seed) => sampledBanzhaf(renormalized, { samples, seed }).values),
    );
    for (let k = 1; k < errors.length; k++) expect(errors[k]).to.be.below(0.75 * (errors[k - 1] as number));
  });

  it("states standard errors that the exact values confirm", () => {
    let within = 0;
    for (const seed of seeds) {
      const { values, standardErrors } = sampledBanzhaf(renormalized, { samples: 100, seed });
      for (const [i, value] of values.entries()) {
        if (Math.abs(value - (banzhaf[i] as number)) <= 2 * (standardErrors?.[i] as number)) within++;
      }
    }
    expect(within).to.be.within(62, 71);
  });

  it("says that it knows nothing after one draw", () => {
    const { values, standardErrors } = sampledBanzhaf(gloveGame(), { samples: 1, seed: 1 });
    expect([...values]).to.deep.equal([0, 0, 0]);
    expect([...(standardErrors ?? [])]).to.deep.equal([Infinity, Infinity, Infinity]);
  });
});

describe("leaveOneOut", () => {
  it("pays only the right glove, in four evaluations", () => {
    const { values, evaluations } = leaveOneOut(gloveGame());
    expect([...values]).to.deep.equal([0, 0, 1]);
    expect(evaluations).to.equal(4);
  });
});

describe("individualGain", () => {
  it("pays nobody in the glove game, in four evaluations", () => {
    const { values, evaluations } = individualGain(gloveGame());
    expect([...values]).to.deep.equal([0, 0, 0]);
    expect(evaluations).to.equal(4);
  });

  it("pays a copy as much as the original", () => {
    const copied = [...honestTerms, honestTerms[0] as Float64Array];
    const { values } = individualGain(createAdditiveGame({ ...setting, terms: copied }));
    expect(values[4]).to.equal(values[0]);
    expect(values[4]).to.be.above(0);
  });
});

describe("every method of the additive game", () => {
  const terms = [...honestTerms, new Float64Array(setting.base.length)];

  for (const [name, method] of Object.entries({
    exactShapley,
    exactBanzhaf,
    leaveOneOut,
    individualGain,
    antitheticShapley: (game: CoalitionGame) => antitheticShapley(game, { pairs: 3, seed: 1 }),
    gtgShapley: (game: CoalitionGame) => gtgShapley(game, { mostEvaluations: 32, seed: 1 }),
  })) {
    it(`gives a null player exactly 0: ${name}`, () => {
      const { values } = method(createAdditiveGame({ ...setting, terms }));
      expect(Math.abs(values[4] as number)).to.equal(0);
      for (const value of values.subarray(0, 4)) expect(value).to.be.above(0);
    });
  }
});

describe("pathIntegratedGradient", () => {
  /** A linear model with squared loss: the utility is quadratic in the weights. */
  const linear = (features: readonly number[], targets: readonly number[], terms: readonly (readonly number[])[]) => {
    const width = features.length / targets.length;
    return createAdditiveGame({
      network: { widths: [width, 1], loss: "squared" },
      base: new Float64Array(width + 1),
      terms: terms.map((term) => Float64Array.from(term)),
      validation: {
        width,
        features: Float64Array.from(features),
        targets: Float64Array.from(targets),
        labels: new Uint32Array(targets.length),
      },
    });
  };

  it("divides the gain of a weight and a bias as by hand", () => {
    // L = ½ (w + b − 1)²: U is −½ for nobody, 0 for the weight 1, −⅛ for the bias ½ and −⅛ for both.
    const { values, evaluations, gradients } = pathIntegratedGradient(
      linear(
        [1],
        [1],
        [
          [1, 0],
          [0, 0.5],
        ],
      ),
      { quadratureTolerance: 1e-12 },
    );
    for (const [i, expected] of [1 / 4, 1 / 8].entries()) expect(values[i]).to.be.closeTo(expected, 1e-15);
    expect([evaluations, gradients]).to.deep.equal([2, 2]);
  });

  it("is the exact Shapley value where the utility is quadratic", () => {
    const numbers = (count: number) =>
      fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: count, maxLength: count });
    const terms = fc.array(numbers(4), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(numbers(18), numbers(6), terms, (features, targets, given) => {
        const { values } = pathIntegratedGradient(linear(features, targets, given), { quadratureTolerance: Infinity });
        const shapley = exactShapley(linear(features, targets, given)).values;
        for (const [i, value] of values.entries()) expect(value).to.be.closeTo(shapley[i] as number, 1e-10);
      }),
      { seed: 3, numRuns: 100 },
    );
  });
});

describe("referenceValues", () => {
  for (const [players, method] of [
    [12, "exactShapley"],
    [13, "antitheticShapley"],
    [50, "antitheticShapley"],
    [51, "pathIntegratedGradient"],
  ] as const) {
    it(`uses ${method} for ${players} players`, () => {
      const c = Array.from({ length: players }, (_, i) => i / players);
      const game = quadraticGame(new Array(players).fill(1), c);
      const reference = referenceValues(game, { seed: 1 });
      expect(reference.method).to.equal(method);
      const total = c.reduce((all, weight) => all + weight, 0);
      for (const [i, value] of reference.values.entries()) {
        expect(value).to.be.closeTo(1 - ((c[i] as number) * total) / 2, 1e-11);
      }
    });
  }
});
