import { createRandom } from "../../src/learning/createRandom.ts";
import type { Examples } from "../../src/learning/Examples.ts";
import { evaluate } from "../../src/learning/evaluate.ts";
import { initializeParameters } from "../../src/learning/initializeParameters.ts";
import { pickRows } from "../../src/learning/pickRows.ts";
import { subtract } from "../../src/learning/subtract.ts";
import type { TrainingOptions } from "../../src/learning/TrainingOptions.ts";
import type { PublishedUpdate } from "../../src/scoring/findDuplicates.ts";
import { PARTS_PER_BILLION } from "../../src/scoring/PARTS_PER_BILLION.ts";
import { scoreUpdates } from "../../src/scoring/scoreUpdates.ts";
import { dirichletRows } from "../worlds/dirichletRows.ts";
import { syntheticExamples } from "../worlds/syntheticExamples.ts";
import { createSubmission } from "./createSubmission.ts";
import { roles } from "./roles.ts";

const NETWORK = { widths: [64, 32, 10] };
const TRAINING: TrainingOptions = {
  steps: 30,
  batchSize: 32,
  learningRate: 0.02,
  weightDecay: 0,
  optimizer: { kind: "sgd", momentum: 0.9 },
};
const TRAINING_ROWS = 2_000;
const ROOT_ROWS = 100;
const VALIDATION_ROWS = 200;
const TEST_ROWS = 1_000;
/** As many earlier steps as an oracle takes from the chain. */
const MOST_STEPS = 3;

export type DetectionWorld = {
  /** Per contributor, over all rounds: pay in pots, and φ in nats. */
  readonly pay: Float64Array;
  readonly phi: Float64Array;
  /** Honest submissions called a duplicate or idle. */
  readonly honestRefusals: number;
  /** On held-out rows after the last round, in [0, 1]. */
  readonly accuracy: number;
};

/** Plays the twenty contributors on the synthetic world, label-skewed by Dirichlet `alpha`, by the production score. */
export function playWorld({ seed, alpha, rounds }: { seed: number; alpha: number; rounds: number }): DetectionWorld {
  const slice = ROOT_ROWS + VALIDATION_ROWS;
  const [pool, held, test] = syntheticExamples(seed, [TRAINING_ROWS, rounds * slice, TEST_ROWS]) as [
    Examples,
    Examples,
    Examples,
  ];
  const random = createRandom(seed, 1);
  const parts = dirichletRows(pool.labels, { owners: roles.length, alpha, least: 40, random }).map((rows) =>
    pickRows(pool, rows),
  );
  const victim = { part: parts[0] as Examples, contributor: 0 };
  const rowsFrom = (from: number, count: number): Examples =>
    pickRows(
      held,
      Array.from({ length: count }, (_, k) => from + k),
    );

  const pay = new Float64Array(roles.length);
  const phi = new Float64Array(roles.length);
  const published: PublishedUpdate[] = [];
  let honestRefusals = 0;
  let base = initializeParameters(NETWORK, createRandom(seed, 2));
  const steps: Float64Array[] = [];
  for (let round = 0; round < rounds; round++) {
    const submitted = roles.flatMap((role, contributor) => {
      const part = parts[contributor] as Examples;
      const setting = { network: NETWORK, training: TRAINING, base, victim, applied: steps[0], seed, round };
      const update = createSubmission({ ...setting, role, part, contributor });
      return update === undefined ? [] : [{ position: contributor, contributor: String(contributor), update }];
    });
    const { scores, explanations, aggregate, isApplied } = scoreUpdates({
      network: NETWORK,
      base,
      updates: submitted,
      published,
      steps: steps.slice(0, MOST_STEPS),
      root: rowsFrom(round * slice, ROOT_ROWS),
      validation: rowsFrom(round * slice + ROOT_ROWS, VALIDATION_ROWS),
      training: TRAINING,
      seed: seed * 1000 + round,
    });
    for (const [k, { position, contributor, update }] of submitted.entries()) {
      const score = scores[k] as number;
      pay[position] = (pay[position] as number) + score / PARTS_PER_BILLION;
      phi[position] = (phi[position] as number) + (explanations[k]?.phi ?? 0);
      const status = explanations[k]?.status ?? "malformed";
      if (roles[position] === "honest" && (status === "no-work" || status.startsWith("duplicate"))) honestRefusals++;
      published.push({ contributor, update, score });
    }
    if (isApplied) steps.unshift(subtract(aggregate, base));
    base = aggregate;
  }
  return { pay, phi, honestRefusals, accuracy: evaluate(NETWORK, base, test).accuracy };
}
