import { proposePromotion } from "../../src/governance/proposePromotion.ts";
import type { EvaluationReport } from "../../src/learning/report/EvaluationReport.ts";
import { writeEvaluationReport } from "../../src/learning/report/writeEvaluationReport.ts";
import type { DevWorld } from "./DevWorld.ts";

/** The first member proposes that the candidate of a report goes live; resolves to the identifier of the proposal. */
export async function proposeLive({ members, store }: DevWorld, report: EvaluationReport): Promise<bigint> {
  const { modelId, version, previousVersion } = report.subject;
  return proposePromotion(members[0]!.client, {
    modelId: BigInt(modelId),
    fromVersion: Number(previousVersion),
    toVersion: version,
    reportDigest: await store.put(writeEvaluationReport(report)),
    description: `Promote version ${version} of model ${modelId}`,
  });
}
