import { deprecateVersion } from "../../../src/registry/deprecateVersion.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { findModel } from "../../model/findModel.ts";
import { findVersion } from "../../model/findVersion.ts";
import { versionStatusMeaning } from "../../model/versionStatusWords.ts";

export type DeprecateInput = { readonly model: bigint; readonly version: number };

export async function run(context: Context, { model: modelId, version }: DeprecateInput): Promise<Answer> {
  const client = await context.client();
  const { status, weightsDigest } = await findVersion(client, await findModel(client, modelId), version);
  return context.carryOut({
    title: `Deprecate version ${version} of model ${modelId}`,
    facts: [
      ["Version", versionStatusMeaning[status]],
      ["Weights", weightsDigest],
      ["For ever", "a deprecated version can never be live again"],
    ],
    steps: [{ label: "Deprecate the version", act: (one) => deprecateVersion(one, { modelId, version }) }],
    answer: () => ({
      data: { modelId, version, status: "Deprecated" },
      text: () => `Version ${version} of model ${modelId} is deprecated.`,
      next: [`model show ${modelId}`],
    }),
  });
}
