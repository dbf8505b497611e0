import { ZeroHash } from "ethers";
import { proposePromotion } from "../../../../src/governance/proposePromotion.ts";
import { AdvisedError } from "../../../AdvisedError.ts";
import type { Answer } from "../../../Answer.ts";
import type { Context } from "../../../Context.ts";
import { proposeActions } from "../../../dao/proposeActions.ts";
import { digestOf } from "../../../digestOf.ts";
import { findModel } from "../../../model/findModel.ts";
import { findVersion } from "../../../model/findVersion.ts";
import { versionStatusMeaning } from "../../../model/versionStatusWords.ts";
import { withAccount } from "../../../output/withAccount.ts";
import { contractInterfaces } from "../../../writing/contractInterfaces.ts";

export type PromotionInput = {
  readonly model: bigint;
  readonly to: number;
  readonly report?: string;
  readonly description?: string;
};

export async function run(context: Context, { model, to, report, description }: PromotionInput): Promise<Answer> {
  const client = await context.client();
  const found = await findModel(client, model);
  const { status } = await findVersion(client, found, to);
  if (status !== "Candidate") {
    throw new AdvisedError("VERSION_STATUS", `Version ${to} of model ${model} is ${versionStatusMeaning[status]}.`, {
      remedy:
        status === "Superseded"
          ? "It was live before, so it can be gone back to."
          : "Only a candidate can be promoted.",
      next:
        status === "Superseded"
          ? withAccount(context, `dao propose rollback --model ${model} --to ${to}`)
          : `model show ${model}`,
    });
  }
  const reportDigest = report === undefined ? ZeroHash : await digestOf(report);
  const promotion = {
    modelId: model,
    fromVersion: found.liveVersion,
    toVersion: to,
    reportDigest,
    description: description ?? `Promote version ${to} of model ${model}`,
  };
  const { modelId, fromVersion, toVersion } = promotion;
  const data = contractInterfaces.modelRegistry
    .abi()
    .encodeFunctionData("promote", [modelId, fromVersion, toVersion, reportDigest]);
  return proposeActions(context, {
    actions: [{ to: client.addresses.modelRegistry, data, value: 0n }],
    description: promotion.description,
    facts: [
      ["Report", report === undefined ? "none: members will have to trust you. Name one with --report" : reportDigest],
    ],
    act: (writer) => proposePromotion(writer, promotion),
  });
}
