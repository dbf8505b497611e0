import { createRandom } from "../../src/learning/createRandom.ts";
import type { Examples } from "../../src/learning/Examples.ts";

const WIDTH = 64;
const CLASSES = 10;
const CLUSTERS_PER_CLASS = 3;
/** Spread of the cluster centres relative to the unit noise around them: a 64-32-10 network reaches about 97 %. */
const CENTRE_SPREAD = 0.85;

/**
 * A seeded world of 64 standardised features and 10 classes of equal size, three Gaussian clusters each, so that no
 * linear model separates it. `splits` gives the rows of each returned set; all come from one distribution.
 */
export function syntheticExamples(seed: number, splits: readonly number[]): Examples[] {
  const random = createRandom(seed, 77);
  const centres = Float64Array.from({ length: CLASSES * CLUSTERS_PER_CLASS * WIDTH }, () => random.gaussian());
  const scale = 1 / Math.sqrt(1 + CENTRE_SPREAD * CENTRE_SPREAD);
  return splits.map((rows) => {
    const features = new Float64Array(rows * WIDTH);
    const labels = new Uint32Array(rows);
    for (let row = 0; row < rows; row++) {
      const label = row % CLASSES;
      const centre = (label * CLUSTERS_PER_CLASS + random.integer(CLUSTERS_PER_CLASS)) * WIDTH;
      labels[row] = label;
      for (let j = 0; j < WIDTH; j++) {
        features[row * WIDTH + j] = scale * (CENTRE_SPREAD * (centres[centre + j] as number) + random.gaussian());
      }
    }
    return { width: WIDTH, features, labels };
  });
}
