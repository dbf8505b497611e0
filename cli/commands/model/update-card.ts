import { updateModelCard } from "../../../src/registry/updateModelCard.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { digestOf } from "../../digestOf.ts";
import { findModel } from "../../model/findModel.ts";

export type UpdateCardInput = { readonly model: bigint; readonly card: string };

export async function run(context: Context, { model: modelId, card }: UpdateCardInput): Promise<Answer> {
  const cardDigest = await digestOf(card);
  const before = await findModel(await context.client(), modelId);
  return context.carryOut({
    title: `Replace the card of model ${modelId}`,
    facts: [
      ["Card now", before.cardDigest],
      ["Card then", cardDigest],
    ],
    steps: [{ label: "Replace the card", act: (client) => updateModelCard(client, { modelId, cardDigest }) }],
    answer: () => ({
      data: { modelId, cardDigest },
      text: () => `The card of model ${modelId} is ${cardDigest} now.`,
      next: [`model show ${modelId}`],
    }),
  });
}
