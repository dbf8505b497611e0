import { sha256 } from "ethers";
import { read } from "../../src/chain/read.ts";
import { readParameters } from "../../src/learning/readParameters.ts";
import { createEvaluationReport } from "../../src/learning/report/createEvaluationReport.ts";
import type { EvaluationReport } from "../../src/learning/report/EvaluationReport.ts";
import { writeExamples } from "../../src/learning/writeExamples.ts";
import { ModelRegistry__factory } from "../../typechain-types/index.ts";
import type { DevWorld } from "./DevWorld.ts";
import type { SponsoredRound } from "./SponsoredRound.ts";

/** For the estimate of energy and cost: one core at 10 W with a billion operations per second, household electricity. */
const ASSUMPTIONS = { operationsPerJoule: 1e8, pricePerKilowattHour: 0.3, currency: "EUR" };

/** How the version that a settled round brought forth does on the test rows; undefined when it brought none, or the base again. */
export async function reportOnCandidate(
  { deployment, provider, store, data, contributors }: DevWorld,
  { roundId, modelId, baseVersion }: SponsoredRound,
): Promise<EvaluationReport | undefined> {
  const models = ModelRegistry__factory.connect(deployment.addresses.modelRegistry, provider);
  const { version } = await read(models.versionOfRound(roundId));
  if (version === 0n) return undefined;
  const base = await read(models.versionOf(modelId, baseVersion));
  const { weightsDigest } = await read(models.versionOf(modelId, version));
  if (weightsDigest === base.weightsDigest) return undefined;
  const { network, training, classes, test } = data;
  return createEvaluationReport({
    subject: {
      modelId: String(modelId),
      version: Number(version),
      previousVersion: baseVersion,
      roundId: String(roundId),
      weightsDigest,
      // Names the rows without publishing them: later rounds are tested on them, too.
      testDigest: sha256(writeExamples(test)),
      datasetDigests: contributors.map(({ manifestDigest }) => manifestDigest),
    },
    network,
    weights: readParameters(await store.get(weightsDigest)),
    previousWeights: readParameters(await store.get(base.weightsDigest)),
    classes,
    test,
    work: { contributors: contributors.length, steps: training.steps, batchSize: training.batchSize },
    assumptions: ASSUMPTIONS,
  });
}
