import { parseArgs } from "node:util";
import { createRandom, type Random } from "../src/learning/createRandom.ts";
import { initializeParameters } from "../src/learning/initializeParameters.ts";
import { norm } from "../src/learning/norm.ts";
import { parameterCount } from "../src/learning/parameterCount.ts";
import { subtract } from "../src/learning/subtract.ts";
import type { TrainingOptions } from "../src/learning/TrainingOptions.ts";
import { trainLocally } from "../src/learning/trainLocally.ts";
import { scoringSteps } from "../src/scoring/scoringSteps.ts";
import { syntheticExamples } from "./worlds/syntheticExamples.ts";

/**
 * How long one round takes to score, and how much memory: contributors' updates are real training steps of a few owners with
 * noise of the same length added, made again whenever they are asked for, as if read from a store.
 */
const { values } = parseArgs({ options: { large: { type: "boolean", default: false } } });
const TRAINERS = 20;
const SLICE_ROWS = 100;
const training: TrainingOptions = {
  steps: 20,
  batchSize: 16,
  learningRate: 0.01,
  weightDecay: 0,
  optimizer: { kind: "sgd", momentum: 0.9 },
};
const cases = [
  { contributors: 1000, widths: [64, 32, 10], isKept: true, target: "< 0.2 s", limit: 0.2 },
  { contributors: 100, widths: [64, 1333, 10], isKept: true, target: "< 2 s", limit: 2 },
  ...(values.large
    ? [{ contributors: 1000, widths: [64, 13_333, 10], isKept: false, target: "< 4 GiB", limit: undefined }]
    : []),
];

console.log(
  "| contributors | parameters | updates | seconds, first of three | best of three | peak memory, GiB | target |",
);
console.log("|---|---|---|---|---|---|---|");
for (const { contributors, widths, isKept, target, limit } of cases) {
  const network = { widths };
  const random = createRandom(1);
  const base = initializeParameters(network, random);
  const [root, validation, pool] = syntheticExamples(1, [SLICE_ROWS, SLICE_ROWS, 2000]);
  const trained = Array.from({ length: TRAINERS }, (_, k) =>
    subtract(trainLocally(network, base, pool as NonNullable<typeof pool>, training, createRandom(2, k)), base),
  );
  const updateOf = (index: number) => noisy(trained[index % TRAINERS] as Float64Array, createRandom(3, index));
  const kept = isKept ? Array.from({ length: contributors }, (_, index) => updateOf(index)) : undefined;
  const seconds: number[] = [];
  for (let run = 0; run < (isKept ? 3 : 1); run++) {
    const from = performance.now();
    const scoring = scoringSteps({
      network,
      base,
      submissions: Array.from({ length: contributors }, (_, k) => ({ contributor: String(k) })),
      publications: [],
      root: root as NonNullable<typeof root>,
      validation: validation as NonNullable<typeof validation>,
      training,
      seed: 1,
    });
    let step = scoring.next();
    while (!step.done) step = scoring.next(kept?.[step.value.index] ?? updateOf(step.value.index));
    seconds.push((performance.now() - from) / 1000);
  }
  const peak = process.resourceUsage().maxRSS / 2 ** 20;
  const cells = [
    contributors,
    parameterCount(network),
    isKept ? "in memory" : "made on demand",
    (seconds[0] as number).toFixed(3),
    Math.min(...seconds).toFixed(3),
    peak.toFixed(2),
    target,
  ];
  if (limit !== undefined && !(Math.min(...seconds) < limit)) process.exitCode = 1;
  console.log(`| ${cells.join(" | ")} |`);
}

function noisy(update: Float64Array, random: Random): Float64Array {
  const size = norm(update) / Math.sqrt(update.length);
  // One draw of the generator per number: this is about cost, not about statistics.
  return update.map((value) => value + size * (2 * random.uniform() - 1));
}
