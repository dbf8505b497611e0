import { readFileSync } from "node:fs";
import { buildPopulation } from "../../services/demo/buildPopulation.ts";
import { penguinsPath } from "../../services/demo/penguinsPath.ts";
import { tableOfRecords } from "../../services/demo/tableOfRecords.ts";
import type { Examples } from "../../src/learning/Examples.ts";
import type { PrivateWorld } from "./measurePrivacy.ts";

/** The penguins as the demo splits them among eight contributors, five of them honest; pooled: all parts with one owner. */
export function penguinsWorld(seed: number, { isPooled }: { isPooled: boolean }): PrivateWorld {
  const table = tableOfRecords(JSON.parse(readFileSync(penguinsPath, "utf8")) as Record<string, unknown>[]);
  const population = buildPopulation({
    table,
    label: "Species",
    ownerColumn: "Island",
    contributors: 8,
    rounds: 3,
    seed,
  });
  const honest = population.contributors.flatMap(({ role, part }) => (role === "honest" ? [part] : []));
  return {
    seed,
    network: population.network,
    owners: isPooled
      ? [pool(population.parts.map(({ examples }) => examples))]
      : honest.map((part) => population.parts[part]?.examples as Examples),
    test: population.test,
    rounds: 3,
    steps: 20,
    samplingRate: 0.3,
    optimization: { learningRate: 0.3, weightDecay: 0, optimizer: { kind: "sgd", momentum: 0.5 } },
  };
}

function pool(parts: readonly Examples[]): Examples {
  return {
    width: parts[0]?.width ?? 0,
    features: Float64Array.from(parts.flatMap(({ features }) => [...features])),
    labels: Uint32Array.from(parts.flatMap(({ labels }) => [...labels])),
  };
}
