import { versionOf } from "../../../src/registry/versionOf.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { findModel } from "../../model/findModel.ts";
import { plainVersion } from "../../model/plainVersion.ts";
import { versionStatusWords } from "../../model/versionStatusWords.ts";
import { formatFields } from "../../output/formatFields.ts";
import { formatTable } from "../../output/formatTable.ts";
import { formatTime } from "../../output/formatTime.ts";
import { nameAndAddress } from "../../output/nameOf.ts";
import { shortHex } from "../../output/shortHex.ts";

export type ShowInput = { readonly model: bigint; readonly limit: number };

export async function run(context: Context, { model: modelId, limit }: ShowInput): Promise<Answer> {
  const client = await context.client();
  const network = await context.network();
  const model = await findModel(client, modelId);
  const { owner, cardDigest, liveVersion, versionCount } = model;
  const numbers = Array.from({ length: Math.min(limit, versionCount) }, (_, k) => versionCount - k);
  const versions = await Promise.all(numbers.map((version) => versionOf(client, { modelId, version })));
  const candidate = versions.find(({ status }) => status === "Candidate");
  return {
    data: { ...model, versions: versions.map(plainVersion) },
    text: () =>
      [
        formatFields([
          ["Model", String(modelId)],
          ["Owner", nameAndAddress(network, owner)],
          ["Card", cardDigest],
          ["Live version", String(liveVersion)],
          ["Versions", `${versionCount}${numbers.length < versionCount ? `; the newest ${numbers.length}:` : ""}`],
        ]),
        formatTable(
          [
            { title: "Version", value: ({ version }) => String(version), isRight: true },
            { title: "Status", value: ({ status }) => versionStatusWords[status] },
            {
              title: "From",
              value: ({ parent, roundId }) =>
                parent === undefined ? "the owner" : `version ${parent}, round ${roundId}`,
            },
            { title: "Weights", value: ({ weightsDigest }) => shortHex(weightsDigest) },
            { title: "Made (UTC)", value: ({ createdAt }) => formatTime(createdAt) },
          ],
          versions,
          "It has no versions.",
        ),
      ].join("\n\n"),
    next: [
      `model version ${modelId} ${liveVersion}`,
      `round list --model ${modelId}`,
      ...(candidate === undefined
        ? []
        : [
            `dao propose promotion --model ${modelId} --to ${candidate.version} --description "Promote version ${candidate.version}"`,
          ]),
    ],
  };
}
