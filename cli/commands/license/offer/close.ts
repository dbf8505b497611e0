import { closeOffer } from "../../../../src/market/closeOffer.ts";
import type { Answer } from "../../../Answer.ts";
import type { Context } from "../../../Context.ts";
import { assetWords } from "../../../market/assetWords.ts";
import { requireRow } from "../../../market/requireRow.ts";

export async function run(context: Context, { offer: offerId }: { readonly offer: bigint }): Promise<Answer> {
  const { index } = await context.indexed();
  const offer = await requireRow(index, "offer", offerId);
  return context.carryOut({
    title: `Close offer ${offerId}`,
    facts: [
      ["On", assetWords(offer)],
      ["For ever", "it cannot be opened again; another offer can be made"],
      ["Licenses", offer.sold === 0 ? "none is sold" : `${offer.sold} sold, which stay as they are`],
    ],
    steps: [{ label: "Close the offer", act: (client) => closeOffer(client, { offerId }) }],
    answer: () => ({
      data: { offerId, isClosed: true },
      text: () => `Offer ${offerId} is closed.`,
      next: [`license offer list --${offer.kind} ${offer.assetId}`],
    }),
  });
}
