import { createRandom } from "../../../src/learning/createRandom.ts";
import { initializeParameters } from "../../../src/learning/initializeParameters.ts";
import type { Network } from "../../../src/learning/Network.ts";
import { subtract } from "../../../src/learning/subtract.ts";
import { trainLocally } from "../../../src/learning/trainLocally.ts";
import { writeUpdate } from "../../../src/learning/writeUpdate.ts";
import type { ScoringParameters } from "../../../src/scoring/ScoringParameters.ts";
import type { WantedVector } from "../../../src/scoring/scoringSteps.ts";
import type { UpdateFile } from "../../../src/scoring/UpdateFile.ts";
import { clouds, training as ofSmallRound } from "./smallRound.ts";

/** More parameters than a sketch has dimensions. */
const network: Network = { widths: [2, 800, 3] };
const training = { ...ofSmallRound, learningRate: 0.001 };
/** More than an executor is given in one call. */
const EMPTY_UPDATES = 250;
const transmission = { kind: "dense", bits: 64 } as const;

/**
 * A round that takes several calls of an executor per question: honest updates, every kind that is refused, and published
 * ones, in memory and as files.
 */
export function largeRound() {
  const random = createRandom(1);
  const base = initializeParameters(network, random);
  const trained = Array.from({ length: 8 }, (_, k) =>
    subtract(trainLocally(network, base, clouds(30, 20 + k), training, createRandom(30 + k)), base),
  );
  const [original, copied, ...honest] = trained as [Float64Array, Float64Array, ...Float64Array[]];
  const near = (vector: Float64Array) => vector.map((value) => value * (1 + 1e-6 * random.uniform()));
  const noise = base.map(() => 1e-3 * random.gaussian());
  const updates = [
    { contributor: "first", update: honest[0] as Float64Array },
    ...Array.from({ length: EMPTY_UPDATES }, (_, k) => ({
      contributor: `nothing ${k}`,
      update: new Float64Array(base.length),
    })),
    ...honest.slice(1).map((update, k) => ({ contributor: `honest ${k}`, update })),
    { contributor: "the copied", update: copied },
    { contributor: "a copier", update: near(copied) },
    { contributor: "a copier of old", update: near(original) },
    { contributor: "noise", update: noise },
    { contributor: "not finite", update: base.map((value, p) => (p === 7 ? Infinity : value)) },
    { contributor: "against", update: (honest[0] as Float64Array).map((value) => -value) },
  ];
  const published = [
    { contributor: "earlier", update: original, score: 5 },
    { contributor: "of another length", update: new Float64Array(4), score: 1 },
  ];
  const common = { network, base, training, root: clouds(40, 2), validation: clouds(60, 3), seed: 9 };
  const parameters: ScoringParameters = {
    ...common,
    submissions: updates.map(({ contributor }) => ({ contributor })),
    publications: published.map(({ contributor, score }) => ({ contributor, score })),
  };
  const filesOf = (kind: WantedVector["kind"]) =>
    (kind === "update" ? updates : published).map(({ update }) => ({ bytes: writeUpdate(update), transmission }));
  const files = { update: filesOf("update"), publication: filesOf("publication") };
  return {
    parameters,
    inMemory: { ...common, updates, published },
    fileOf: ({ kind, index }: WantedVector) => files[kind][index] as UpdateFile,
  };
}
