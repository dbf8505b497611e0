import { expect } from "chai";
import fc from "fast-check";
import { evaluate } from "../../../../src/learning/evaluate.ts";
import { createAdditiveGame } from "../../../../src/scoring/contribution/createAdditiveGame.ts";
import { exactBanzhaf } from "../../../../src/scoring/contribution/exactBanzhaf.ts";
import { exactShapley } from "../../../../src/scoring/contribution/exactShapley.ts";
import { gameOf, gloveGame, honestTerms, quadraticGame, setting, sum } from "./games.ts";

const utilities = (players: number) =>
  fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1 << players, maxLength: 1 << players });

describe("exactShapley", () => {
  describe("given the glove game", () => {
    it("gives the right glove two thirds and each left glove a sixth, in eight evaluations", () => {
      const { values, evaluations, gradients } = exactShapley(gloveGame());
      for (const [i, expected] of [1 / 6, 1 / 6, 2 / 3].entries()) expect(values[i]).to.be.closeTo(expected, 1e-15);
      expect([evaluations, gradients]).to.deep.equal([8, 0]);
    });
  });

  describe("given the airport game of runways 1, 2 and 4", () => {
    it("divides each stretch among those that need it (Littlechild and Owen 1973)", () => {
      const runways = [1, 2, 4];
      const costs = Array.from({ length: 8 }, (_, s) => Math.max(0, ...runways.filter((_r, i) => (s >> i) & 1)));
      const { values } = exactShapley(gameOf(3, costs));
      for (const [i, expected] of [1 / 3, 5 / 6, 17 / 6].entries()) expect(values[i]).to.be.closeTo(expected, 1e-15);
    });
  });

  describe("given any game", () => {
    it("is efficient", () => {
      fc.assert(
        fc.property(utilities(5), (table) => {
          const gain = (table[31] as number) - (table[0] as number);
          expect(sum(exactShapley(gameOf(5, table)).values)).to.be.closeTo(gain, 1e-14);
        }),
        { seed: 1, numRuns: 100 },
      );
    });

    it("is additive: the values of a sum of games are the sums of values", () => {
      fc.assert(
        fc.property(utilities(4), utilities(4), (a, b) => {
          const both = exactShapley(
            gameOf(
              4,
              a.map((u, s) => u + (b[s] as number)),
            ),
          ).values;
          const [first, second] = [exactShapley(gameOf(4, a)).values, exactShapley(gameOf(4, b)).values];
          for (const [i, value] of both.entries()) {
            expect(value).to.be.closeTo((first[i] as number) + (second[i] as number), 1e-14);
          }
        }),
        { seed: 2, numRuns: 50 },
      );
    });

    it("moves with the players when they change places", () => {
      fc.assert(
        fc.property(utilities(4), fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (table, order) => {
          const moved = table.map((_, s) => {
            const original = order.reduce((bits, player, k) => bits | (((s >> k) & 1) << player), 0);
            return table[original] as number;
          });
          const values = exactShapley(gameOf(4, table)).values;
          const shuffled = exactShapley(gameOf(4, moved)).values;
          for (const [k, player] of order.entries()) {
            expect(shuffled[k]).to.be.closeTo(values[player] as number, 1e-14);
          }
        }),
        { seed: 3, numRuns: 50 },
      );
    });
  });

  describe("given any subset of an honest round's terms, in any order", () => {
    it("is efficient, symmetric and gives a null player exactly 0", () => {
      const order = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 1 });
      fc.assert(
        fc.property(order, (indices) => {
          const terms = [
            ...indices.map((i) => honestTerms[i] as Float64Array),
            new Float64Array(setting.base.length),
            honestTerms[0] as Float64Array,
            honestTerms[0] as Float64Array,
          ];
          const game = createAdditiveGame({ ...setting, terms });
          const { values, evaluations } = exactShapley(game);
          const before = evaluate(setting.network, setting.base, setting.validation).loss;
          expect(evaluations).to.equal(1 << terms.length);
          expect(sum(values)).to.be.closeTo(game.utility(new Uint8Array(terms.length).fill(1)) + before, 1e-12);
          expect(Math.abs(values[indices.length] as number)).to.equal(0);
          expect(values[values.length - 1]).to.be.closeTo(values[values.length - 2] as number, 1e-12);
        }),
        { seed: 6, numRuns: 15 },
      );
    });
  });

  describe("when there are more than 16 contributors", () => {
    it("throws SCORING_TOO_MANY_CONTRIBUTORS before evaluating anything", () => {
      const game = quadraticGame(new Array(17).fill(1), new Array(17).fill(0));
      for (const method of [exactShapley, exactBanzhaf]) {
        expect(() => method(game))
          .to.throw("need 2^17 evaluations; the most is 16.\nSample with antitheticShapley")
          .with.property("code", "SCORING_TOO_MANY_CONTRIBUTORS");
      }
      expect(game.evaluations).to.equal(0);
    });
  });
});

describe("exactBanzhaf", () => {
  it("gives a quarter, a quarter and three quarters in the glove game", () => {
    const { values, evaluations } = exactBanzhaf(gloveGame());
    expect([...values]).to.deep.equal([0.25, 0.25, 0.75]);
    expect(evaluations).to.equal(8);
  });

  it("is the Shapley value where utilities are quadratic, and exactly 0 for a null player", () => {
    const game = quadraticGame([0.5, -0.25, 0], [1, 2, 0]);
    const { values } = exactBanzhaf(game);
    for (const [i, expected] of [-1, -3.25, 0].entries()) expect(values[i]).to.be.closeTo(expected, 1e-15);
    expect(values[2]).to.equal(0);
  });
});
