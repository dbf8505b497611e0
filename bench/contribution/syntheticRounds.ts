import { federatedAverage } from "../../src/learning/aggregation/federatedAverage.ts";
import { createRandom } from "../../src/learning/createRandom.ts";
import type { Examples } from "../../src/learning/Examples.ts";
import { initializeParameters } from "../../src/learning/initializeParameters.ts";
import { norm } from "../../src/learning/norm.ts";
import { pickRows } from "../../src/learning/pickRows.ts";
import { subtract } from "../../src/learning/subtract.ts";
import { sumFrom } from "../../src/learning/sumFrom.ts";
import type { TrainingOptions } from "../../src/learning/TrainingOptions.ts";
import { trainLocally } from "../../src/learning/trainLocally.ts";
import { dirichletRows } from "../worlds/dirichletRows.ts";
import { syntheticExamples } from "../worlds/syntheticExamples.ts";
import type { GameRound, GameRounds } from "./GameRounds.ts";

const NETWORK = { widths: [64, 32, 10] };
const TRAINING: TrainingOptions = {
  steps: 30,
  batchSize: 32,
  learningRate: 0.02,
  weightDecay: 0,
  optimizer: { kind: "sgd", momentum: 0.9 },
};
const ROWS_PER_OWNER = 150;
const VALIDATION_ROWS = 200;
const ROLES = [
  ...Array<"honest">(6).fill("honest"),
  ...Array<"flipped">(2).fill("flipped"),
  "noise",
  "replay",
] as const;

/**
 * The 64-32-10 world, label-skewed over its contributors (Dirichlet 0.5): of every ten, six honest, two that train on
 * rotated labels, one that submits noise of an honest length, one that submits what the round before applied. The model
 * moves on by the plain mean, so everybody together is worth the same in both games.
 */
export function syntheticRounds(seed: number, count: number, owners: number): GameRounds {
  const rows = [owners * ROWS_PER_OWNER, count * VALIDATION_ROWS];
  const [pool, held] = syntheticExamples(seed, rows) as [Examples, Examples];
  const random = createRandom(seed, 1);
  const parts = dirichletRows(pool.labels, { owners, alpha: 0.5, least: 40, random }).map((rows) =>
    pickRows(pool, rows),
  );
  let base = initializeParameters(NETWORK, createRandom(seed, 2));
  let applied: Float64Array = new Float64Array(base.length);
  const rounds: GameRound[] = [];
  for (let round = 0; round < count; round++) {
    const honest = parts.map((part, i) => {
      const labels = roleOf(i) === "flipped" ? part.labels.map((label) => (label + 1) % 10) : part.labels;
      const trained = trainLocally(NETWORK, base, { ...part, labels }, TRAINING, createRandom(seed, 3, round, i));
      return subtract(trained, base);
    });
    const updates = honest.map((update, i) => {
      if (roleOf(i) === "noise") {
        const noise = createRandom(seed, 4, round, i);
        const length = norm(update) / Math.sqrt(update.length);
        return update.map(() => length * noise.gaussian());
      }
      return roleOf(i) === "replay" ? applied : update;
    });
    const terms = federatedAverage(updates);
    const validation = pickRows(
      held,
      Array.from({ length: VALIDATION_ROWS }, (_, row) => round * VALIDATION_ROWS + row),
    );
    rounds.push({ network: NETWORK, base, terms, updates, validation, submitters: [...updates.keys()] });
    const next = sumFrom(base, terms);
    applied = subtract(next, base);
    base = next;
  }
  return { contributors: owners, rounds };
}

function roleOf(owner: number): (typeof ROLES)[number] | undefined {
  return ROLES[owner % ROLES.length];
}
