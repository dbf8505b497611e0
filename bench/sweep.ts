import { buildPopulation } from "../services/demo/buildPopulation.ts";
import { playRounds } from "../services/demo/playRounds.ts";
import type { Population } from "../services/demo/population.ts";
import { cosine } from "../src/learning/cosine.ts";
import { parseTable } from "../src/learning/table/parseTable.ts";
import { TableError } from "../src/learning/table/TableError.ts";
import { syntheticTable } from "./worlds/syntheticTable.ts";

const FREQUENCIES = [
  [1, 1],
  [1, 1, 1],
  [5, 1],
  [1, 1, 1, 1, 1],
];

console.log(
  "Invented tables, from impossible to trivial: 4 class mixes × 3 distances × 3 widths × 6, 8, 12 contributors × 2 seeds.\n",
);
console.log(
  "| rows | worlds | too small | honest updates | refused | nearest to another's published update | first rounds that paid | flipped |",
);
console.log("|---|---|---|---|---|---|---|---|");
for (const rows of [150, 300, 600, 1500, 6000]) {
  const worlds = [...worldsOf(rows)];
  const measured = worlds.filter((world) => world !== undefined).map(measure);
  const sum = (of: (world: ReturnType<typeof measure>) => number): number =>
    measured.reduce((all, world) => all + of(world), 0);
  const cells = [
    rows,
    measured.length,
    worlds.length - measured.length,
    sum(({ honest }) => honest),
    sum(({ refused }) => refused),
    Math.max(...measured.map(({ nearest }) => nearest)).toFixed(3),
    `${sum(({ paysFirst }) => (paysFirst ? 1 : 0))}/${measured.length}`,
    (sum(({ flippedPay }) => flippedPay) / sum(({ honestPay }) => honestPay)).toFixed(3),
  ];
  console.log(`| ${cells.join(" | ")} |`);
}

function* worldsOf(rows: number): Generator<Population | undefined> {
  for (const frequencies of FREQUENCIES) {
    for (const separation of [1, 2, 4]) {
      for (const features of [2, 4, 12]) {
        const seed = rows + 7 * separation + features;
        const table = parseTable(syntheticTable({ rows, frequencies, features, separation, labelNoise: 0.02, seed }));
        for (const contributors of [6, 8, 12]) {
          for (const draw of [1, 2]) yield build({ table, label: "kind", contributors, rounds: 3, seed: draw });
        }
      }
    }
  }
}

function build(parameters: Parameters<typeof buildPopulation>[0]): Population | undefined {
  try {
    return buildPopulation(parameters);
  } catch (error) {
    if (error instanceof TableError) return undefined;
    throw error;
  }
}

function measure(population: Population) {
  const honestOf = (contributor: number): boolean => population.contributors[contributor]?.role === "honest";
  const honestCount = population.contributors.filter(({ role }) => role === "honest").length;
  const published: { contributor: number; update: Float64Array }[] = [];
  let honest = 0;
  let refused = 0;
  let nearest = 0;
  let honestPay = 0;
  let flippedPay = 0;
  const played = playRounds(population);
  for (const { submitters, updates, result } of played) {
    for (const [k, contributor] of submitters.entries()) {
      const score = result.scores[k] as number;
      if (population.contributors[contributor]?.role === "flipped") flippedPay += score;
      if (!honestOf(contributor)) continue;
      honest++;
      honestPay += score / honestCount;
      if (result.isSignificant && /^(duplicate|no-work)/.test(result.explanations[k]?.status ?? "")) refused++;
      for (const earlier of published) {
        if (earlier.contributor !== contributor)
          nearest = Math.max(nearest, cosine(updates[k] as Float64Array, earlier.update));
      }
    }
    for (const [k, contributor] of submitters.entries()) {
      if (honestOf(contributor)) published.push({ contributor, update: updates[k] as Float64Array });
    }
  }
  return { honest, refused, nearest, honestPay, flippedPay, paysFirst: played[0]?.result.isSignificant === true };
}
