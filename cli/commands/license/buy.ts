import { buyLicense } from "../../../src/market/buyLicense.ts";
import { AdvisedError } from "../../AdvisedError.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { assetWords } from "../../market/assetWords.ts";
import { offerObstacle, offerObstacleWords } from "../../market/offerObstacle.ts";
import { requireRow } from "../../market/requireRow.ts";
import { revisionsOf } from "../../market/revisionsOf.ts";
import { termsFields } from "../../market/termsFields.ts";
import { termsOf } from "../../market/termsOf.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import { formatTime } from "../../output/formatTime.ts";
import { nameAndAddress } from "../../output/nameOf.ts";
import type { TypedAmount } from "../../parse/parseAmount.ts";
import { unitsOf } from "../../parse/unitsOf.ts";
import { usageError } from "../../usageError.ts";
import { approvalSteps } from "../../writing/approvalSteps.ts";
import { requireTokens } from "../../writing/requireTokens.ts";
import { staleTerms, withStaleTerms } from "./staleTerms.ts";

export type BuyInput = {
  readonly offer: bigint;
  readonly maxPrice?: TypedAmount;
  readonly revision?: number;
  readonly recipient?: string;
};

export async function run(
  context: Context,
  { offer: offerId, maxPrice, revision, recipient }: BuyInput,
): Promise<Answer> {
  const { index, now } = await context.indexed();
  const block = index.head()?.number ?? 0;
  const offer = await requireRow(index, "offer", offerId);
  const terms = termsOf(offer);
  const unit = await context.unitOf(terms.currency);
  if (revision !== undefined && revision !== offer.revision) {
    const revisions = await revisionsOf(context, index, offer);
    const wanted = revisions.find((one) => one.revision === revision);
    if (wanted === undefined)
      throw usageError(`--revision: offer ${offerId} has 1 to ${offer.revision}, not ${revision}.`);
    throw staleTerms({ offerId, read: wanted, current: { terms, unit } });
  }
  const obstacle = await offerObstacle(index, offer);
  if (obstacle !== undefined) {
    throw new AdvisedError(
      "OFFER_NOT_SELLING",
      `Nothing is sold on offer ${offerId}: ${offerObstacleWords(obstacle)}.`,
      {
        remedy: `See what else is offered on ${assetWords(offer)}.`,
        next: `license offer list --${offer.kind} ${offer.assetId}`,
      },
    );
  }
  const most = maxPrice === undefined ? terms.price : unitsOf(maxPrice, unit);
  if (terms.price > most) {
    throw new AdvisedError(
      "PRICE_ABOVE_MAX",
      `Offer ${offerId} costs ${formatAmount(terms.price, unit)}; --max-price allows ${formatAmount(most, unit)}.`,
      { remedy: "Nothing was sent. Allow more, or look for another offer.", next: `license offer show ${offerId}` },
    );
  }
  const holder = await context.addressOf(recipient);
  const payment = { token: terms.currency, unit, amount: terms.price };
  await requireTokens(context, payment);
  const spender = (await context.network()).addresses.licenseMarket;
  const approval = await approvalSteps(context, { ...payment, spender, spenderName: "the market" });
  const purchase = { offerId, terms, maxPrice: most, recipient: holder };
  const isPerpetual = terms.durationSeconds === 0;
  return context.carryOut({
    title: `Buy a license on ${assetWords(offer)}`,
    facts: [
      ["Offer", `${offerId}, terms of revision ${offer.revision}, frozen into the license`],
      ["Holder", nameAndAddress(await context.network(), holder)],
      ...termsFields(terms, unit),
      ["Until", isPerpetual ? "for ever" : `${formatTime(now + terms.durationSeconds)} UTC, if it is included now`],
      [
        "Escrow",
        `the seller earns the price over ${isPerpetual ? "14 days" : "this time"}, and the rest comes back if it ends`,
      ],
      ...approval.facts,
    ],
    steps: [
      ...approval.steps,
      {
        label: `Buy the license for ${formatAmount(terms.price, unit)}`,
        act: (client) =>
          withStaleTerms(context, client, { offerId, read: { terms, unit }, block }, () =>
            buyLicense(client, purchase),
          ),
      },
    ],
    answer: (results) => {
      const licenseId = results.at(-1) as bigint;
      return {
        data: { licenseId, offerId, revision: offer.revision, holder, terms },
        text: () => `License ${licenseId} on ${assetWords(offer)} is bought; ${recipient ?? "you"} may use it now.`,
        next: [`license show ${licenseId}`, `license check ${licenseId}`],
      };
    },
  });
}
