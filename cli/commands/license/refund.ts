import { refundWithdrawn } from "../../../src/market/refundWithdrawn.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { assetWords } from "../../market/assetWords.ts";
import { escrowsOf } from "../../market/escrowsOf.ts";
import { requireRow } from "../../market/requireRow.ts";
import { nothingToClaim } from "../../nothingToClaim.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import { nameAndAddress } from "../../output/nameOf.ts";
import { withAccount } from "../../output/withAccount.ts";

export async function run(context: Context, { license: licenseId }: { readonly license: bigint }): Promise<Answer> {
  const { index, client: reading } = await context.indexed();
  const license = await requireRow(index, "license", licenseId);
  if (license.escrowClosedAt !== null) {
    throw nothingToClaim(`The fee of license ${licenseId} is divided already.`, {
      remedy: "What was refunded is a credit of its holder.",
      next: `license show ${licenseId}`,
    });
  }
  const unit = await context.unitOf(license.currency);
  const [escrow] = await escrowsOf(reading, [license]);
  const { due, unearned } = escrow!;
  const isHolder = (await context.address()) === license.holder;
  return context.carryOut({
    title: `Free the fee of license ${licenseId}`,
    facts: [
      ["On", `${assetWords(license)}, whose consent was withdrawn`],
      [
        "Refund",
        `${formatAmount(unearned, unit)} becomes a credit of ${nameAndAddress(await context.network(), license.holder)}`,
      ],
      ["Earned", due === 0n ? undefined : `${formatAmount(due, unit)} becomes a credit of the provider`],
    ],
    steps: [{ label: "Free the fee", act: (client) => refundWithdrawn(client, { licenseId }) }],
    answer: ([result]) => {
      const refund = result as bigint;
      return {
        data: { licenseId, refund, currency: license.currency },
        text: () => `${formatAmount(refund, unit)} can be withdrawn by the holder of license ${licenseId}.`,
        next: [isHolder ? withAccount(context, "license withdraw-credit") : `license show ${licenseId}`],
      };
    },
  });
}
