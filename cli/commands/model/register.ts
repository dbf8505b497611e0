import { registerModel } from "../../../src/registry/registerModel.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { digestOf } from "../../digestOf.ts";

export type RegisterInput = { readonly card: string; readonly weights: string };

export async function run(context: Context, { card, weights }: RegisterInput): Promise<Answer> {
  const cardDigest = await digestOf(card);
  const weightsDigest = await digestOf(weights);
  return context.carryOut({
    title: "Register a model",
    facts: [
      ["Card", cardDigest],
      ["Weights", `${weightsDigest}, live as version 1`],
      ["For ever", "a version's weights can never be changed"],
    ],
    steps: [{ label: "Register the model", act: (client) => registerModel(client, { cardDigest, weightsDigest }) }],
    answer: ([modelId]) => ({
      data: { modelId, version: 1, cardDigest, weightsDigest },
      text: () => `Model ${modelId} is registered; its version 1 is live.`,
      next: [
        `model show ${modelId}`,
        `round open --model ${modelId} --help`,
        `license offer create --model ${modelId} --help`,
      ],
    }),
  });
}
