import type { Answer } from "../../../Answer.ts";
import type { Context } from "../../../Context.ts";
import { assetWords } from "../../../market/assetWords.ts";
import { offerObstacle, offerObstacleWords } from "../../../market/offerObstacle.ts";
import { requireRow } from "../../../market/requireRow.ts";
import { revisionsOf } from "../../../market/revisionsOf.ts";
import { termsChanges } from "../../../market/termsChanges.ts";
import { termsFields } from "../../../market/termsFields.ts";
import { termsOf } from "../../../market/termsOf.ts";
import { formatFields } from "../../../output/formatFields.ts";
import { formatMoment } from "../../../output/formatMoment.ts";
import { formatTime } from "../../../output/formatTime.ts";
import { nameAndAddress } from "../../../output/nameOf.ts";
import { withAccount } from "../../../output/withAccount.ts";

export async function run(context: Context, { offer: offerId }: { readonly offer: bigint }): Promise<Answer> {
  const { index, now } = await context.indexed();
  const offer = await requireRow(index, "offer", offerId);
  const obstacle = await offerObstacle(index, offer);
  const revisions = await revisionsOf(context, index, offer);
  const network = await context.network();
  const changes = revisions.slice(1).map((revision, k) => ({
    revision: revision.revision,
    at: revision.at,
    changes: termsChanges(revisions[k]!, revision),
  }));
  return {
    data: {
      ...offer,
      obstacle: obstacle ?? null,
      revisions: revisions.map(({ revision, at, terms }) => ({ revision, at, terms })),
    },
    text: async () => {
      const unit = await context.unitOf(offer.currency);
      return [
        formatFields([
          ["Offer", `${offerId} on ${assetWords(offer)}`],
          ["Seller", nameAndAddress(network, offer.seller)],
          ["Selling", obstacle === undefined ? "yes" : `no: ${offerObstacleWords(obstacle)}`],
          ["Sold", offer.cap === 0 ? String(offer.sold) : `${offer.sold} of ${offer.cap}`],
          ["Revision", `${offer.revision}, since ${formatMoment(revisions.at(-1)?.at ?? offer.createdAt, now)}`],
          ...termsFields(termsOf(offer), unit),
        ]),
        ...changes.map(({ revision, at, changes: fields }) =>
          [`Revision ${revision}, ${formatTime(at)}:`, indent(formatFields(fields, 78))].join("\n"),
        ),
      ].join("\n\n");
    },
    next:
      obstacle === undefined
        ? [withAccount(context, `license buy ${offerId} --revision ${offer.revision}`)]
        : [`license offer list --${offer.kind} ${offer.assetId}`],
  };
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, "  ");
}
