import { expect } from "chai";
import { penguinData } from "../../../services/devnet/penguinData.ts";
import { syntheticData } from "../../../services/devnet/syntheticData.ts";
import type { WorldData } from "../../../services/devnet/WorldData.ts";
import { createRandom } from "../../../src/learning/createRandom.ts";
import { subtract } from "../../../src/learning/subtract.ts";
import { encodeExamples } from "../../../src/learning/table/encodeExamples.ts";
import { parseTable } from "../../../src/learning/table/parseTable.ts";
import { trainLocally } from "../../../src/learning/trainLocally.ts";
import { scoreUpdates } from "../../../src/scoring/scoreUpdates.ts";
import { sliceDefect } from "../../../src/scoring/sliceDefect.ts";

const ROUNDS = 3;

/** A model's rounds, each from the weights that the round before left, off chain. */
function rounds({ network, training, parts, initialParametersOf, slicesOf }: WorldData, model: number) {
  const published: Parameters<typeof scoreUpdates>[0]["published"][number][] = [];
  const steps: Float64Array[] = [];
  let base = initialParametersOf(model);
  return Array.from({ length: ROUNDS }, (_, round) => {
    const updates = parts.map(({ examples }, part) => {
      const random = createRandom(77, model, round, part);
      return {
        contributor: String(part),
        update: subtract(trainLocally(network, base, examples, training, random), base),
      };
    });
    const { root, validation } = slicesOf(ROUNDS * model + round);
    const seed = ROUNDS * model + round;
    const scored = scoreUpdates({
      network,
      base,
      updates,
      published: [...published],
      steps: [...steps],
      root,
      validation,
      training,
      seed,
    });
    for (const [k, update] of updates.entries()) published.push({ ...update, score: scored.scores[k]! });
    steps.unshift(subtract(scored.aggregate, base));
    base = scored.aggregate;
    return scored;
  });
}

for (const { name, dataFor } of [
  { name: "penguinData", dataFor: (contributors: number) => penguinData({ contributors }) },
  { name: "syntheticData", dataFor: async (contributors: number) => syntheticData({ contributors }) },
]) {
  describe(name, () => {
    for (const contributors of [2, 3]) {
      describe(`given ${contributors} honest contributors`, () => {
        it("pays all of them in the first round of every model", async () => {
          const data = await dataFor(contributors);
          for (let model = 0; model < 4; model++) {
            const [first] = rounds(data, model);
            expect(first!.isSignificant).to.equal(true);
            for (const score of first!.scores) expect(score).to.be.above(0);
          }
        });

        it("earns something in the rounds after it", async () => {
          const data = await dataFor(contributors);
          for (const { isSignificant, scores } of rounds(data, 0)) {
            expect(isSignificant).to.equal(true);
            expect(Math.max(...scores)).to.be.above(0);
          }
        });
      });
    }

    it("draws slices that no oracle calls void", async () => {
      const { network, training, slicesOf } = await dataFor(2);
      for (let round = 0; round < 12; round++) {
        const { root, validation } = slicesOf(round);
        for (const slice of [root, validation]) {
          expect(sliceDefect({ network, slice, training, seed: round })).to.equal(undefined);
        }
      }
    });
  });
}

describe("penguinData", () => {
  it("gives each owner its rows as a table that encodes to its examples", async () => {
    const { parts, table } = await penguinData({ contributors: 3 });
    for (const { csv, examples } of parts) {
      const parsed = parseTable(csv!);
      const encoded = encodeExamples(parsed, [...parsed.rows.keys()], table!.encoding);
      expect(encoded).to.deep.equal(examples);
    }
  });
});
