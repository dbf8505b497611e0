import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { findModel } from "../../model/findModel.ts";
import { findVersion } from "../../model/findVersion.ts";
import { plainVersion } from "../../model/plainVersion.ts";
import { type Ancestor, readProvenance, type UsedDataset } from "../../model/readProvenance.ts";
import { versionStatusMeaning } from "../../model/versionStatusWords.ts";
import { formatFields } from "../../output/formatFields.ts";
import { formatMoment } from "../../output/formatMoment.ts";
import { formatTime } from "../../output/formatTime.ts";
import { nameOf } from "../../output/nameOf.ts";

export type VersionInput = { readonly model: bigint; readonly version?: number };

export async function run(context: Context, input: VersionInput): Promise<Answer> {
  const client = await context.client();
  const network = await context.network();
  const now = await context.now();
  const model = await findModel(client, input.model);
  const version = await findVersion(client, model, input.version);
  const lineage = await readProvenance(client, version);
  const { modelId, status, weightsDigest, reportDigest, roundId, parent, createdAt } = version;
  const withdrawn = lineage.flatMap(({ datasets }) =>
    datasets.filter(({ consentWithdrawnAt }) => consentWithdrawnAt !== null),
  );
  const isLawful = lineage.every((ancestor) => ancestor.isLawful !== false);
  const describeDataset = ({ datasetId, provider, consentWithdrawnAt }: UsedDataset) => {
    const consent =
      consentWithdrawnAt === null ? "consent holds" : `consent withdrawn ${formatTime(consentWithdrawnAt)} UTC`;
    return `  dataset ${datasetId} of ${nameOf(network, provider)}: ${consent}`;
  };
  const describeAncestor = (ancestor: Ancestor) => {
    if (ancestor.roundId === undefined) return `version ${ancestor.version}: registered by the model's owner`;
    const contested = ancestor.isLawful === false ? ", which governance contested" : "";
    return [
      `version ${ancestor.version}: from round ${ancestor.roundId}${contested}`,
      ...ancestor.datasets.map(describeDataset),
    ].join("\n");
  };
  return {
    data: { ...plainVersion(version), lineage, isLawful, isConsentWithdrawn: withdrawn.length > 0 },
    text: () =>
      formatFields([
        ["Model", String(modelId)],
        ["Version", String(version.version)],
        ["Status", versionStatusMeaning[status]],
        ["Weights", weightsDigest],
        ["Report", reportDigest ?? "none: it was not promoted"],
        ["Made", formatMoment(createdAt, now)],
        ["From", parent === undefined ? "its owner" : `version ${parent}, by round ${roundId}`],
        [
          "Provenance",
          isLawful
            ? "lawful: every update showed a right to train when it was committed"
            : "contested by governance: it cannot be promoted",
        ],
        ["Consent", consentWords(withdrawn)],
        ["Line", lineage.map(describeAncestor).join("\n")],
      ]),
    next: [
      `model verify ${modelId} ${version.version} --file WEIGHTS`,
      ...(roundId === undefined ? [] : [`round show ${roundId}`]),
      ...(status === "Candidate"
        ? [
            `dao propose promotion --model ${modelId} --to ${version.version} --description "Promote version ${version.version}"`,
          ]
        : []),
    ],
  };
}

function consentWords(withdrawn: readonly UsedDataset[]): string {
  if (withdrawn.length === 0) return "holds for all data that it was trained on";
  const ids = [...new Set(withdrawn.map(({ datasetId }) => datasetId))];
  return `withdrawn since for ${ids.length === 1 ? "dataset" : "datasets"} ${ids.join(", ")}; the version was lawful when made`;
}
