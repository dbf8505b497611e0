import { expect } from "chai";
import fc from "fast-check";
import { dot } from "../../../../src/learning/dot.ts";
import { evaluate } from "../../../../src/learning/evaluate.ts";
import { scale } from "../../../../src/learning/scale.ts";
import { sumFrom } from "../../../../src/learning/sumFrom.ts";
import { createAdditiveGame } from "../../../../src/scoring/contribution/createAdditiveGame.ts";
import { createCoalitionSums } from "../../../../src/scoring/contribution/createCoalitionSums.ts";
import { createRenormalizedGame } from "../../../../src/scoring/contribution/createRenormalizedGame.ts";
import { honestTerms, honestUpdates, setting } from "./games.ts";

const { network, base, validation } = setting;

describe("createCoalitionSums", () => {
  describe("given any sequence of coalitions of up to 40 players", () => {
    it("returns the bits of adding the members in index order, whatever was asked before", () => {
      const coalition = (players: number) => fc.uint8Array({ minLength: players, maxLength: players, max: 1 });
      const asked = fc
        .integer({ min: 0, max: 40 })
        .chain((players) => fc.array(coalition(players), { minLength: 1, maxLength: 12 }));
      fc.assert(
        fc.property(asked, (coalitions) => {
          const players = coalitions[0]?.length as number;
          const start = Float64Array.of(0.1, -0.2, 0.3);
          const terms = Array.from({ length: players }, (_, i) => Float64Array.of(0.1 * i, 1 / (i + 3), 1e-9 * i));
          const sumOf = createCoalitionSums(start, terms);
          for (const members of coalitions) {
            const direct = sumFrom(
              start,
              terms.filter((_, i) => members[i] === 1),
            );
            expect([...sumOf(members)]).to.deep.equal([...direct]);
          }
        }),
        { seed: 1, numRuns: 200 },
      );
    });
  });

  describe("when a term has another length", () => {
    it("throws LEARNING_SHAPE", () => {
      expect(() => createCoalitionSums(new Float64Array(3), [new Float64Array(3), new Float64Array(2)]))
        .to.throw("Term 1 has 2 numbers; the network has 3 parameters.")
        .with.property("code", "LEARNING_SHAPE");
    });
  });
});

describe("createAdditiveGame", () => {
  it("is worth minus the loss of base plus the members' terms", () => {
    const game = createAdditiveGame({ network, base, terms: honestTerms, validation });
    const some = sumFrom(base, [honestTerms[1] as Float64Array, honestTerms[3] as Float64Array]);
    expect(game.utility(Uint8Array.of(0, 1, 0, 1))).to.equal(-evaluate(network, some, validation).loss);
  });

  it("evaluates a coalition once", () => {
    const game = createAdditiveGame({ network, base, terms: honestTerms, validation });
    const first = game.utility(Uint8Array.of(1, 0, 0, 0));
    game.utility(Uint8Array.of(1, 1, 0, 0));
    expect(game.utility(Uint8Array.of(1, 0, 0, 0))).to.equal(first);
    expect(game.evaluations).to.equal(2);
  });

  it("has a path gradient that finite differences of the utility along the path confirm", () => {
    const { descent } = createAdditiveGame({ network, base, terms: honestTerms, validation }).pathGradient(0);
    const points = 200;
    const step = 1e-5;
    for (const term of honestTerms) {
      let slopes = 0;
      for (let k = 0; k < points; k++) {
        const part = (k + 0.5) / points;
        const at = sumFrom(
          base,
          honestTerms.map((other) => scale(other, part)),
        );
        const [up, down] = [step, -step].map((h) => evaluate(network, sumFrom(at, [scale(term, h)]), validation).loss);
        slopes += ((down as number) - (up as number)) / (2 * step) / points;
      }
      expect(dot(descent, term)).to.be.closeTo(slopes, 5e-4);
    }
  });

  it("tells coalitions of more than 16 players apart", () => {
    const terms = Array.from({ length: 40 }, (_, i) => scale(honestTerms[0] as Float64Array, (i + 1) / 1000));
    const game = createAdditiveGame({ network, base, terms, validation });
    for (let i = 0; i < 40; i++) {
      const alone = new Uint8Array(40);
      alone[i] = 1;
      const expected = -evaluate(network, sumFrom(base, [terms[i] as Float64Array]), validation).loss;
      expect(game.utility(alone)).to.equal(expected);
    }
    expect(game.evaluations).to.equal(40);
  });
});

describe("createRenormalizedGame", () => {
  const game = createRenormalizedGame({ network, base, updates: honestUpdates, validation });

  it("is worth minus the loss of base plus the members' mean update", () => {
    const halves = [honestUpdates[0], honestUpdates[2]].map((update) => scale(update as Float64Array, 1 / 2));
    const expected = -evaluate(network, sumFrom(base, halves), validation).loss;
    expect(game.utility(Uint8Array.of(1, 0, 1, 0))).to.be.closeTo(expected, 1e-14);
  });

  it("is worth minus the loss of the base when nobody takes part", () => {
    expect(game.utility(new Uint8Array(4))).to.equal(-evaluate(network, base, validation).loss);
  });
});
