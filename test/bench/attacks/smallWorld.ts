import type { AttackContext } from "../../../bench/attacks/AttackContext.ts";
import type { LabWorld } from "../../../bench/worlds/LabWorld.ts";
import { federatedAverage } from "../../../src/learning/aggregation/federatedAverage.ts";
import { createRandom } from "../../../src/learning/createRandom.ts";
import type { Examples } from "../../../src/learning/Examples.ts";
import { initializeParameters } from "../../../src/learning/initializeParameters.ts";
import { subtract } from "../../../src/learning/subtract.ts";
import { sumFrom } from "../../../src/learning/sumFrom.ts";
import { trainLocally } from "../../../src/learning/trainLocally.ts";

const network = { widths: [3, 6, 3] };
const training: LabWorld["training"] = {
  steps: 15,
  batchSize: 8,
  learningRate: 0.05,
  weightDecay: 0,
  optimizer: { kind: "sgd", momentum: 0.9 },
};

/** Rows of three classes, each one standard deviation around its own corner. */
function cornerExamples(seed: number, rows: number): Examples {
  const random = createRandom(seed, 5);
  const labels = Uint32Array.from({ length: rows }, (_, row) => row % 3);
  const features = Float64Array.from({ length: rows * 3 }, (_, i) => {
    const corner = i % 3 === (labels[Math.floor(i / 3)] as number) ? 2 : 0;
    return corner + random.gaussian();
  });
  return { width: 3, features, labels };
}

/** Six owners with 24 rows each, two rounds. */
export function smallWorld(seed = 1): LabWorld {
  return {
    name: "corners",
    seed,
    network,
    training,
    initial: initializeParameters(network, createRandom(seed, 3)),
    parts: Array.from({ length: 6 }, (_, owner) => cornerExamples(100 * seed + owner, 24)),
    slices: [0, 1].map((round) => ({
      root: cornerExamples(100 * seed + 50 + round, 60),
      validation: cornerExamples(100 * seed + 60 + round, 120),
    })),
    test: cornerExamples(100 * seed + 70, 90),
    shadow: cornerExamples(100 * seed + 80, 60),
  };
}

/** What owner 5 of the small world knows in its first round, if it alone attacks under plain averaging. */
export function firstRound(changes: Partial<AttackContext> = {}): AttackContext {
  const world = smallWorld();
  const own = world.parts.map((examples, owner) =>
    subtract(trainLocally(network, world.initial, examples, training, createRandom(9, owner)), world.initial),
  );
  return {
    network,
    training,
    round: 0,
    owner: 5,
    base: world.initial,
    examples: world.parts[5] as Examples,
    own: own[5] as Float64Array,
    others: own.slice(0, 5),
    attackers: 1,
    earlier: [],
    lastStep: undefined,
    shadow: world.shadow,
    aggregate: (updates) => sumFrom(new Float64Array(world.initial.length), federatedAverage(updates)),
    random: createRandom(7),
    ...changes,
  };
}
