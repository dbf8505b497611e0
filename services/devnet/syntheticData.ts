import { createRandom, type Random } from "../../src/learning/createRandom.ts";
import type { Examples } from "../../src/learning/Examples.ts";
import { initializeParameters } from "../../src/learning/initializeParameters.ts";
import type { WorldData } from "./WorldData.ts";

export type SyntheticDataParameters = {
  readonly contributors: number;
  /** Features, hidden layers, classes. */
  readonly widths?: readonly number[];
  readonly rowsPerPart?: number;
  readonly rowsPerSlice?: number;
  /** Unsigned 32 bits. */
  readonly seed?: number;
};

const DEFAULTS = { widths: [4, 3], rowsPerPart: 48, rowsPerSlice: 60, seed: 1 };
const TEST_ROWS = 90;
/** Distance of a class's center from the origin, in standard deviations of a class. */
const SEPARATION = 2.5;
/** Part of an owner's rows that come from its favourite class beside its fair share: owners differ, as they do. */
const SKEW = 0.3;

/** Invented rows, one cloud per class: small, learned in a moment, and every honest owner is worth something. */
export function syntheticData(parameters: SyntheticDataParameters): WorldData {
  const { contributors, widths, rowsPerPart, rowsPerSlice, seed } = { ...DEFAULTS, ...parameters };
  const width = widths[0]!;
  const classes = widths.at(-1)!;
  const network = { widths };
  const centersRandom = createRandom(seed, 1);
  const centers = Array.from({ length: classes }, () => direction(width, centersRandom));

  const draw = (rows: number, random: Random, favourite?: number): Examples => {
    const features = new Float64Array(rows * width);
    const labels = new Uint32Array(rows);
    for (let row = 0; row < rows; row++) {
      const label = favourite !== undefined && random.uniform() < SKEW ? favourite : row % classes;
      labels[row] = label;
      for (let f = 0; f < width; f++) features[row * width + f] = centers[label]![f]! + random.gaussian();
    }
    return { width, features, labels };
  };
  return {
    title: "Invented clouds",
    network,
    training: {
      // Few steps: the rounds of a model that is not trained at once are worth something, too.
      steps: 10,
      batchSize: 16,
      learningRate: 0.02,
      weightDecay: 0,
      optimizer: { kind: "sgd", momentum: 0.9 },
    },
    classes: centers.map((_, label) => `cloud ${label + 1}`),
    parts: Array.from({ length: contributors }, (_, part) => ({
      examples: draw(rowsPerPart, createRandom(seed, 2, part), part % classes),
    })),
    initialParametersOf: (model) => initializeParameters(network, createRandom(seed, 3, model)),
    slicesOf: (round) => ({
      root: draw(rowsPerSlice, createRandom(seed, 4, round)),
      validation: draw(rowsPerSlice, createRandom(seed, 5, round)),
    }),
    test: draw(TEST_ROWS, createRandom(seed, 6)),
  };
}

function direction(width: number, random: Random): number[] {
  const drawn = Array.from({ length: width }, () => random.gaussian());
  const length = Math.hypot(...drawn);
  return drawn.map((value) => (SEPARATION * value) / length);
}
