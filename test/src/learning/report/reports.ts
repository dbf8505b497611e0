import { createRandom } from "../../../../src/learning/createRandom.ts";
import type { Examples } from "../../../../src/learning/Examples.ts";
import type { CreateEvaluationReportParameters } from "../../../../src/learning/report/createEvaluationReport.ts";

/** Rows around three points on two axes: class 0 at (2, 0), 1 at (0, 2), 2 at the origin. */
export function clouds(rows: number, seed: number): Examples {
  const random = createRandom(seed, 21);
  const labels = new Uint32Array(rows).map(() => random.integer(3));
  const features = new Float64Array(2 * rows).map((_, i) => {
    const label = labels[i >> 1] as number;
    return random.gaussian() / 2 + (i % 2 === label ? 2 : 0);
  });
  return { width: 2, features, labels };
}

/** A good linear model for the clouds, tested on 200 rows. */
export const firstVersion: CreateEvaluationReportParameters = {
  subject: {
    modelId: "1",
    version: 2,
    previousVersion: 1,
    roundId: "7",
    weightsDigest: `0x${"ab".repeat(32)}`,
    testDigest: null,
    datasetDigests: [`0x${"cd".repeat(32)}`],
  },
  network: { widths: [2, 3] },
  // Logits 4x, 4y and 4: the borders are half-way between the points.
  weights: Float64Array.of(4, 0, 0, 4, 0, 0, 0, 0, 4),
  classes: ["east", "north", "home"],
  test: clouds(200, 5),
  work: { contributors: 10, steps: 100, batchSize: 16 },
  assumptions: { operationsPerJoule: 1e8, pricePerKilowattHour: 0.36, currency: "EUR" },
};
