import { type BuildPopulationParameters, buildPopulation } from "../../services/demo/buildPopulation.ts";
import { createRandom } from "../../src/learning/createRandom.ts";
import type { Examples } from "../../src/learning/Examples.ts";
import { pickRows } from "../../src/learning/pickRows.ts";
import { dirichletRows } from "./dirichletRows.ts";
import type { LabWorld, LabWorldParameters } from "./LabWorld.ts";

export type TableSource = { readonly name: string } & Pick<
  BuildPopulationParameters,
  "table" | "label" | "ownerColumn"
>;

const LEAST_ROWS = 4;

/**
 * A table as the demo prepares it (encoding, slices that hold every class, training rule), its training rows split again
 * by label skew. Half of the test rows are the attacker's own.
 */
export function tableWorld({ name, ...source }: TableSource, parameters: LabWorldParameters): LabWorld {
  const { owners, alpha, rounds, seed } = parameters;
  const population = buildPopulation({ ...source, contributors: owners, rounds, seed });
  const pool = join(population.parts.map(({ examples }) => examples));
  const rows = dirichletRows(pool.labels, { owners, alpha, least: LEAST_ROWS, random: createRandom(seed, 11) });
  const held = [...population.test.labels.keys()];
  return {
    name,
    seed,
    network: population.network,
    training: population.training,
    initial: population.initialParameters,
    parts: rows.map((part) => pickRows(pool, part)),
    slices: population.slices,
    test: pickRows(
      population.test,
      held.filter((row) => row % 2 === 0),
    ),
    shadow: pickRows(
      population.test,
      held.filter((row) => row % 2 === 1),
    ),
  };
}

function join(parts: readonly Examples[]): Examples {
  return {
    width: parts[0]?.width ?? 0,
    features: Float64Array.from(parts.flatMap(({ features }) => [...features])),
    labels: Uint32Array.from(parts.flatMap(({ labels }) => [...labels])),
  };
}
