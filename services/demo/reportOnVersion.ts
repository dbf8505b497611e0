import { sha256 } from "ethers";
import { createEvaluationReport } from "../../src/learning/report/createEvaluationReport.ts";
import { writeEvaluationReport } from "../../src/learning/report/writeEvaluationReport.ts";
import { writeExamples } from "../../src/learning/writeExamples.ts";
import { writeParameters } from "../../src/learning/writeParameters.ts";
import type { LivedRound } from "./liveRound.ts";
import type { World } from "./World.ts";

/** For the estimate of energy and cost: one core at 10 W with a billion operations per second, household electricity. */
const ASSUMPTIONS = { operationsPerJoule: 1e8, pricePerKilowattHour: 0.3, currency: "EUR" };

export type ReportOnVersionParameters = Pick<LivedRound, "roundId" | "scored"> & {
  readonly fromVersion: number;
  readonly toVersion: number;
  /** Weights of `fromVersion`. */
  readonly base: Float64Array;
};

/** The evaluation report of the version that a round brought forth, as the file whose digest is voted on. */
export function reportOnVersion(
  { modelId, population, contributors }: World,
  { roundId, scored, fromVersion, toVersion, base }: ReportOnVersionParameters,
): Uint8Array {
  const { network, encoding, test, testAttributes, training } = population;
  return writeEvaluationReport(
    createEvaluationReport({
      subject: {
        modelId: String(modelId),
        version: toVersion,
        previousVersion: fromVersion,
        roundId: String(roundId),
        weightsDigest: sha256(writeParameters(scored.aggregate)),
        // Names the rows without publishing them: later rounds are tested on them, too.
        testDigest: sha256(writeExamples(test)),
        datasetDigests: contributors.map(({ manifestDigest }) => manifestDigest),
      },
      network,
      weights: scored.aggregate,
      previousWeights: base,
      classes: encoding.classes,
      test,
      attributes: testAttributes,
      work: { contributors: scored.contributors.length, steps: training.steps, batchSize: training.batchSize },
      assumptions: ASSUMPTIONS,
    }),
  );
}
