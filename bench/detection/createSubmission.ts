import { createRandom } from "../../src/learning/createRandom.ts";
import type { Examples } from "../../src/learning/Examples.ts";
import type { Network } from "../../src/learning/Network.ts";
import { norm } from "../../src/learning/norm.ts";
import { scale } from "../../src/learning/scale.ts";
import { subtract } from "../../src/learning/subtract.ts";
import type { TrainingOptions } from "../../src/learning/TrainingOptions.ts";
import { trainLocally } from "../../src/learning/trainLocally.ts";
import type { DetectionRole } from "./roles.ts";

export type SubmissionParameters = {
  readonly network: Network;
  readonly training: TrainingOptions;
  readonly base: Float64Array;
  readonly role: DetectionRole;
  readonly part: Examples;
  /** The part of the contributor that a duplicate copies, and its position. */
  readonly victim: { readonly part: Examples; readonly contributor: number };
  /** The last step that the model took; undefined in the first round. */
  readonly applied: Float64Array | undefined;
  readonly seed: number;
  readonly round: number;
  readonly contributor: number;
};

/** What a contributor submits (new weights − base), or undefined when it has nothing to submit. */
export function createSubmission(parameters: SubmissionParameters): Float64Array | undefined {
  const { network, training, base, role, part, victim, applied, seed, round, contributor } = parameters;
  const classes = network.widths[network.widths.length - 1] as number;
  const train = (examples: Examples, owner = contributor): Float64Array =>
    subtract(trainLocally(network, base, examples, training, createRandom(seed, 3, round, owner)), base);
  const random = createRandom(seed, 4, round, contributor);
  const noise = (length: number): Float64Array => base.map(() => (length / Math.sqrt(base.length)) * random.gaussian());
  switch (role) {
    case "honest":
      return train(part);
    case "honest, ten times its update":
      return scale(train(part), 10);
    case "labels rotated":
      return train({ ...part, labels: part.labels.map((label) => (label + 1) % classes) });
    case "sign flipped":
      return scale(train(part), -1);
    case "noise":
      return noise(norm(train(part)));
    case "replay of the last aggregate":
      return applied;
    case "replay with 50 % noise": {
      if (applied === undefined) return undefined;
      const added = noise(norm(applied) / 2);
      return applied.map((value, p) => value + (added[p] as number));
    }
    case "exact duplicate":
      return train(victim.part, victim.contributor);
    case "40 % of labels random": {
      // The wrong labels are the same in every round.
      const wrong = createRandom(seed, 5, contributor);
      const labels = part.labels.map((label) => (wrong.uniform() < 0.4 ? wrong.integer(classes) : label));
      return train({ ...part, labels });
    }
  }
}
