import { createRandom } from "../../src/learning/createRandom.ts";
import type { Examples } from "../../src/learning/Examples.ts";
import { norm } from "../../src/learning/norm.ts";
import { subtract } from "../../src/learning/subtract.ts";
import { trainLocally } from "../../src/learning/trainLocally.ts";
import type { Contributor, Part, Population, PublishedUpdate } from "./population.ts";

export type CreateUpdateParameters = {
  readonly population: Population;
  /** From 0. */
  readonly round: number;
  /** Index of the contributor. */
  readonly contributor: number;
  /** The weights that the round starts from. */
  readonly base: Float64Array;
  /** What earlier rounds made public. */
  readonly published: readonly PublishedUpdate[];
};

/** Size of the free rider's noise per parameter: it moves no prediction. */
const FREE_RIDER_NOISE = 1e-4;
/** Length of the copycat's noise relative to what it copies: other bytes and another digest, the same update. */
const COPYCAT_NOISE = 0.02;

/** What a contributor submits in a round (new weights − base), or undefined when it has nothing to submit. */
export function createUpdate({
  population,
  round,
  contributor,
  base,
  published,
}: CreateUpdateParameters): Float64Array | undefined {
  const { network, training, seed } = population;
  const { role, part } = population.contributors[contributor] as Contributor;
  const { examples } = population.parts[part] as Part;
  const random = createRandom(seed, 4, round, contributor);
  switch (role) {
    case "honest":
      return subtract(trainLocally(network, base, examples, training, random), base);
    case "flipped": {
      const classes = network.widths[network.widths.length - 1] as number;
      return subtract(trainLocally(network, base, rotateLabels(examples, classes), training, random), base);
    }
    case "freerider":
      return base.map(() => FREE_RIDER_NOISE * random.gaussian());
    case "copycat": {
      const previous = published.filter((candidate) => candidate.round === round - 1);
      const best = previous.reduce<PublishedUpdate | undefined>(
        (a, b) => (a === undefined || b.score > a.score ? b : a),
        undefined,
      );
      if (best === undefined) return undefined;
      const noise = (COPYCAT_NOISE * norm(best.update)) / Math.sqrt(best.update.length);
      return best.update.map((value) => value + noise * random.gaussian());
    }
  }
}

function rotateLabels(examples: Examples, classes: number): Examples {
  return { ...examples, labels: examples.labels.map((label) => (label + 1) % classes) };
}
