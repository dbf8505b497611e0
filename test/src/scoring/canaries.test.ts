import { expect } from "chai";
import { createRandom } from "../../../src/learning/createRandom.ts";
import { initializeParameters } from "../../../src/learning/initializeParameters.ts";
import { subtract } from "../../../src/learning/subtract.ts";
import { trainLocally } from "../../../src/learning/trainLocally.ts";
import { canaryFaults } from "../../../src/scoring/canaryFaults.ts";
import { type CanaryKind, createCanary } from "../../../src/scoring/createCanary.ts";
import { referenceStep } from "../../../src/scoring/referenceStep.ts";
import { scoreUpdates } from "../../../src/scoring/scoreUpdates.ts";
import { clouds, training } from "./smallRound.ts";

const network = { widths: [2, 18, 3] };
const base = initializeParameters(network, createRandom(1));
const task = { network, base, root: clouds(60, 2), training, seed: 9 };
const honest = ["alice", "bob", "carol"].map((contributor, i) => ({
  contributor,
  update: subtract(trainLocally(network, base, clouds(24, 100 + i), training, createRandom(200 + i)), base),
}));
const reference = referenceStep(task);
const kinds: readonly CanaryKind[] = ["empty", "opposed", "noise"];
const canaries = kinds.map((kind, seed) => ({ contributor: kind, update: createCanary({ kind, reference, seed }) }));
const round = { ...task, validation: clouds(90, 3), updates: [...honest, ...canaries], published: [] };
const positions = [3, 4, 5];

describe("createCanary", () => {
  it("makes updates that earn nothing, and take nothing from the others", () => {
    const { scores, explanations } = scoreUpdates(round);
    expect([...scores]).to.deep.equal([...scoreUpdates({ ...round, updates: honest }).scores, 0, 0, 0]);
    expect(explanations.slice(3).map(({ status }) => status)).to.deep.equal(["untrusted", "untrusted", "no-work"]);
  });

  it("hides canaries of one kind behind different seeds", () => {
    for (const kind of ["opposed", "noise"] as const) {
      const [a, b] = [1, 2].map((seed) => createCanary({ kind, reference, seed }));
      expect(a).to.not.deep.equal(b);
    }
  });
});

describe("canaryFaults", () => {
  const vector = (oracle: string, scores: readonly number[]) => ({ oracle, scores });

  it("finds none in the vector of an oracle that computes", () => {
    expect(canaryFaults([vector("olga", [...scoreUpdates(round).scores])], positions)).to.deep.equal([]);
  });

  it("names the oracle that splits evenly, and the one that hands in the scores of an earlier round", () => {
    const lazy = vector("lazy", Array(6).fill(166_666_666));
    const copying = vector("copying", [0, 400_000_000, 0, 0, 500_000_000, 100_000_000]);
    expect(canaryFaults([lazy, copying], positions)).to.deep.equal([
      { oracle: "lazy", position: 3, score: 166_666_666 },
      { oracle: "lazy", position: 4, score: 166_666_666 },
      { oracle: "lazy", position: 5, score: 166_666_666 },
      { oracle: "copying", position: 4, score: 500_000_000 },
      { oracle: "copying", position: 5, score: 100_000_000 },
    ]);
  });
});
