import { createRandom } from "../../src/learning/createRandom.ts";
import { pickRows } from "../../src/learning/pickRows.ts";
import { dirichletRows } from "../worlds/dirichletRows.ts";
import { syntheticExamples } from "../worlds/syntheticExamples.ts";
import type { World } from "./World.ts";

const TRAINING_ROWS = 2_400;
const TEST_ROWS = 2_000;
/** Mild label skew: workers see all classes, in different parts. */
const ALPHA = 1;

/** The synthetic classes over `workers` workers, for a 64-32-10 network (2,410 parameters). */
export function syntheticWorld(workers: number, seed: number): World {
  const [training, test] = syntheticExamples(seed, [TRAINING_ROWS, TEST_ROWS]) as [
    ReturnType<typeof pickRows>,
    ReturnType<typeof pickRows>,
  ];
  const rows = dirichletRows(training.labels, {
    owners: workers,
    alpha: ALPHA,
    least: 32,
    random: createRandom(seed, 81),
  });
  return { network: { widths: [64, 32, 10] }, parts: rows.map((part) => pickRows(training, part)), test };
}
