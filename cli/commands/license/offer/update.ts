import { termsHashOf } from "../../../../src/market/termsHashOf.ts";
import { updateOffer } from "../../../../src/market/updateOffer.ts";
import type { Answer } from "../../../Answer.ts";
import type { Context } from "../../../Context.ts";
import { readTerms, type TermsInput } from "../../../market/readTerms.ts";
import { requireRow } from "../../../market/requireRow.ts";
import { termsChanges } from "../../../market/termsChanges.ts";
import { termsOf } from "../../../market/termsOf.ts";
import { usageError } from "../../../usageError.ts";

export type UpdateInput = TermsInput & { readonly offer: bigint };

export async function run(context: Context, { offer: offerId, ...input }: UpdateInput): Promise<Answer> {
  const { index } = await context.indexed();
  const offer = await requireRow(index, "offer", offerId);
  const before = termsOf(offer);
  const terms = await readTerms(context, before, input, before);
  if (termsHashOf(terms) === termsHashOf(before)) {
    throw usageError(`Offer ${offerId} has these terms already.`, "Name what is to be different, like --price 60.");
  }
  const [earlier, later] = await Promise.all([context.unitOf(before.currency), context.unitOf(terms.currency)]);
  return context.carryOut({
    title: `Change the terms of offer ${offerId}`,
    facts: [
      ...termsChanges({ terms: before, unit: earlier }, { terms, unit: later }),
      ["Licenses", offer.sold === 0 ? "none is sold yet" : `${offer.sold} sold, which keep their terms`],
    ],
    steps: [{ label: "Change the terms", act: (client) => updateOffer(client, { offerId, terms }) }],
    answer: ([result]) => {
      const revision = result as number;
      return {
        data: { offerId, revision, terms },
        text: () => `Offer ${offerId} is on new terms now, revision ${revision}.`,
        next: [`license offer show ${offerId}`],
      };
    },
  });
}
