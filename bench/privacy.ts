import { parseArgs } from "node:util";
import { epsilonOf } from "../src/learning/privacy/epsilonOf.ts";
import { measurePrivacy, type PrivateWorld } from "./privacy/measurePrivacy.ts";
import { penguinsWorld } from "./privacy/penguinsWorld.ts";
import { syntheticWorld } from "./privacy/syntheticWorld.ts";

const { values } = parseArgs({ options: { seeds: { type: "string", default: "3" } } });
const SEEDS = Array.from({ length: Number(values.seeds) }, (_, s) => s + 1);
const DELTA = 1e-5;
const EPSILONS = [1, 3, 8, Infinity];

/** Computed apart from this code, at the same orders, with the same conversion. */
const REFERENCES = [
  { name: "256/60000", samplingRate: 256 / 60000, noiseMultiplier: 1.1, steps: 14062, expected: "2.597" },
  { name: "1", samplingRate: 1, noiseMultiplier: 1, steps: 1, expected: "4.753" },
  { name: "1", samplingRate: 1, noiseMultiplier: 5, steps: 100, expected: "10.80" },
  { name: "0.1", samplingRate: 0.1, noiseMultiplier: 1, steps: 100, expected: "7.973" },
  { name: "0.01", samplingRate: 0.01, noiseMultiplier: 4, steps: 1000, expected: "0.3012" },
];

const WORLDS: readonly { name: string; world: (seed: number) => PrivateWorld }[] = [
  { name: "synthetic, 1 owner of 6,000 rows", world: (seed) => syntheticWorld(seed, { owners: 1, rows: 6000 }) },
  { name: "synthetic, 10 owners of 600 rows", world: (seed) => syntheticWorld(seed, { owners: 10, rows: 600 }) },
  { name: "synthetic, 60 owners of 100 rows", world: (seed) => syntheticWorld(seed, { owners: 60, rows: 100 }) },
  { name: "penguins, all rows with one owner", world: (seed) => penguinsWorld(seed, { isPooled: true }) },
  { name: "penguins, 5 honest owners", world: (seed) => penguinsWorld(seed, { isPooled: false }) },
];

console.log(`\n| sampling rate | σ | steps | ε at δ = ${DELTA} | reference | |\n|---|---|---|---|---|---|`);
for (const { name, expected, ...training } of REFERENCES) {
  const epsilon = epsilonOf([training], DELTA).toPrecision(4);
  const verdict = epsilon === expected ? "equal" : "DIFFERENT";
  console.log(`| ${name} | ${training.noiseMultiplier} | ${training.steps} | ${epsilon} | ${expected} | ${verdict} |`);
}

console.log(`\nTest accuracy after three rounds, mean over ${SEEDS.length} seeds (worst seed); σ in brackets.\n`);
console.log(
  `| world | ${EPSILONS.map((epsilon) => (epsilon === Infinity ? "no noise" : `ε = ${epsilon}`)).join(" | ")} |`,
);
console.log(`|---|${EPSILONS.map(() => "---|").join("")}`);
for (const { name, world } of WORLDS) {
  const cells = EPSILONS.map((epsilon) => {
    const runs = SEEDS.map((seed) => measurePrivacy(world(seed), { epsilon, delta: DELTA }));
    const accuracies = runs.map(({ accuracy }) => accuracy);
    const mean = accuracies.reduce((sum, accuracy) => sum + accuracy, 0) / accuracies.length;
    const noise = runs[0]?.noiseMultiplier;
    return `${mean.toFixed(3)} (${Math.min(...accuracies).toFixed(3)})${noise === undefined ? "" : ` [${noise.toFixed(2)}]`}`;
  });
  console.log(`| ${name} | ${cells.join(" | ")} |`);
}
