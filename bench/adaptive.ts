import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { buildPopulation } from "../services/demo/buildPopulation.ts";
import { type CreateUpdateParameters, createUpdate } from "../services/demo/createUpdate.ts";
import { penguinsPath } from "../services/demo/penguinsPath.ts";
import { playRounds } from "../services/demo/playRounds.ts";
import { tableOfRecords } from "../services/demo/tableOfRecords.ts";
import { createRandom } from "../src/learning/createRandom.ts";
import { norm } from "../src/learning/norm.ts";
import { parseTable } from "../src/learning/table/parseTable.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "20" },
    data: { type: "string", multiple: true, default: [] },
    label: { type: "string", multiple: true, default: [] },
  },
});

/** What the last contributor (the copycat of the demo) does instead. */
const attacks: Record<string, (parameters: CreateUpdateParameters) => Float64Array | undefined> = {
  "noise of an honest update's length": (at) => addNoise(new Float64Array(at.base.length), at, 3),
  "copy of the best update with 5 % noise": (at) => copyOfBest(at, 0.05),
  "copy of the best update with 15 % noise": (at) => copyOfBest(at, 0.15),
  "copy of the best update with 50 % noise": (at) => copyOfBest(at, 0.5),
  "its own first update again, 5 % noise": (at) => {
    const own = at.published.find(({ contributor }) => contributor === at.contributor);
    if (own === undefined) return trainHonestly(at);
    return addNoise(own.update, at, 0.05 * norm(own.update));
  },
  "honest, as a yardstick": trainHonestly,
};

function trainHonestly(at: CreateUpdateParameters): Float64Array | undefined {
  const contributors = at.population.contributors.map((contributor) => ({ ...contributor, role: "honest" as const }));
  return createUpdate({ ...at, population: { ...at.population, contributors } });
}

function copyOfBest(at: CreateUpdateParameters, part: number): Float64Array | undefined {
  const best = at.published.filter(({ round }) => round === at.round - 1).sort((a, b) => b.score - a.score)[0];
  return best === undefined ? undefined : addNoise(best.update, at, part * norm(best.update));
}

function addNoise(
  update: Float64Array,
  { population, round, contributor }: CreateUpdateParameters,
  length: number,
): Float64Array {
  const random = createRandom(population.seed, 6, round, contributor);
  return update.map((value) => value + (length / Math.sqrt(update.length)) * random.gaussian());
}

const penguins = tableOfRecords(JSON.parse(readFileSync(penguinsPath, "utf8")) as Record<string, unknown>[]);
const sources = [
  { name: "penguins", table: penguins, label: "Species", ownerColumn: "Island" },
  ...values.data.map((path, i) => ({
    name: basename(path, ".csv"),
    table: parseTable(readFileSync(path, "utf8")),
    label: values.label[i] as string,
  })),
];

console.log(
  "Pay after the first round of one attacker, relative to the mean honest pay of the same rounds, summed over all seeds.\n",
);
console.log(`| attack | ${sources.map(({ name }) => name).join(" | ")} |`);
console.log(`|---|${sources.map(() => "---|").join("")}`);
for (const [attack, submit] of Object.entries(attacks)) {
  const cells = sources.map(({ name: _, ...source }) => {
    let attacker = 0;
    let honest = 0;
    for (let seed = 1; seed <= Number(values.seeds); seed++) {
      const population = buildPopulation({ ...source, contributors: 8, rounds: 3, seed });
      const last = population.contributors.length - 1;
      const rounds = playRounds(population, (at) => (at.contributor === last ? submit(at) : createUpdate(at)));
      for (const { submitters, result } of rounds.slice(1)) {
        for (const [k, contributor] of submitters.entries()) {
          const score = result.scores[k] as number;
          if (contributor === last) attacker += score;
          else if (population.contributors[contributor]?.role === "honest") honest += score / 5;
        }
      }
    }
    return (attacker / honest).toFixed(3);
  });
  console.log(`| ${[attack, ...cells].join(" | ")} |`);
}
