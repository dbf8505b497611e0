import { transferModel } from "../../../src/registry/transferModel.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { findModel } from "../../model/findModel.ts";
import { nameAndAddress } from "../../output/nameOf.ts";

export type TransferInput = { readonly model: bigint; readonly to: string };

export async function run(context: Context, { model: modelId, to }: TransferInput): Promise<Answer> {
  const recipient = await context.addressOf(to);
  const network = await context.network();
  const { owner } = await findModel(await context.client(), modelId);
  return context.carryOut({
    title: `Give model ${modelId} away`,
    facts: [
      ["Owner now", nameAndAddress(network, owner)],
      ["Owner then", nameAndAddress(network, recipient)],
      ["For ever", "only the new owner could give it back"],
      ["With it", "its reserve for coming rounds, its card, and what its licenses will earn; its offers end"],
    ],
    steps: [{ label: "Give the model away", act: (client) => transferModel(client, { modelId, recipient }) }],
    answer: () => ({
      data: { modelId, owner: recipient },
      text: () => `Model ${modelId} belongs to ${nameAndAddress(network, recipient)} now.`,
      next: [`model show ${modelId}`],
    }),
  });
}
