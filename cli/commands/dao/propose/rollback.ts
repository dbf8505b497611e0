import { proposeRollback } from "../../../../src/governance/proposeRollback.ts";
import { AdvisedError } from "../../../AdvisedError.ts";
import type { Answer } from "../../../Answer.ts";
import type { Context } from "../../../Context.ts";
import { proposeActions } from "../../../dao/proposeActions.ts";
import { findModel } from "../../../model/findModel.ts";
import { findVersion } from "../../../model/findVersion.ts";
import { versionStatusMeaning } from "../../../model/versionStatusWords.ts";
import { withAccount } from "../../../output/withAccount.ts";
import { contractInterfaces } from "../../../writing/contractInterfaces.ts";

export type RollbackInput = { readonly model: bigint; readonly to: number; readonly description?: string };

export async function run(context: Context, { model, to, description }: RollbackInput): Promise<Answer> {
  const client = await context.client();
  const found = await findModel(client, model);
  const { status } = await findVersion(client, found, to);
  if (status !== "Superseded") {
    throw new AdvisedError("VERSION_STATUS", `Version ${to} of model ${model} is ${versionStatusMeaning[status]}.`, {
      remedy:
        status === "Candidate"
          ? "It was never live, so it can only be promoted."
          : "Only a version that was live before can come back.",
      next:
        status === "Candidate"
          ? withAccount(context, `dao propose promotion --model ${model} --to ${to}`)
          : `model show ${model}`,
    });
  }
  const { liveVersion } = found;
  const rollback = {
    modelId: model,
    fromVersion: liveVersion,
    toVersion: to,
    description: description ?? `Roll model ${model} back to version ${to}`,
  };
  const data = contractInterfaces.modelRegistry.abi().encodeFunctionData("rollback", [model, liveVersion, to]);
  return proposeActions(context, {
    actions: [{ to: client.addresses.modelRegistry, data, value: 0n }],
    description: rollback.description,
    act: (writer) => proposeRollback(writer, rollback),
  });
}
