import { ZeroHash } from "ethers";
import { revokeLicense } from "../../../src/market/revokeLicense.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { digestOf } from "../../digestOf.ts";
import { assetWords } from "../../market/assetWords.ts";
import { digestWords } from "../../market/digestWords.ts";
import { escrowsOf } from "../../market/escrowsOf.ts";
import { requireRow } from "../../market/requireRow.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import { nameAndAddress } from "../../output/nameOf.ts";
import { withAccount } from "../../output/withAccount.ts";

export type RevokeInput = {
  readonly license: bigint;
  /** Path or digest. */
  readonly reason?: string;
};

export async function run(context: Context, { license: licenseId, reason }: RevokeInput): Promise<Answer> {
  const { index, client: reading } = await context.indexed();
  const license = await requireRow(index, "license", licenseId);
  const reasonDigest = reason === undefined ? undefined : await digestOf(reason);
  const unit = await context.unitOf(license.currency);
  const [escrow] = await escrowsOf(reading, [license]);
  const { due, unearned } = escrow!;
  return context.carryOut({
    title: `Revoke license ${licenseId}`,
    facts: [
      ["On", assetWords(license)],
      ["Holder", nameAndAddress(await context.network(), license.holder)],
      ["For ever", "it ends now, and cannot be given back"],
      [
        "Refund",
        unearned === 0n
          ? "nothing, because the whole fee is earned"
          : `about ${formatAmount(unearned, unit)} becomes the holder's credit`,
      ],
      ["Yours", due === 0n ? undefined : `about ${formatAmount(due, unit)}, earned and not taken, becomes your credit`],
      ["Reason", digestWords(reasonDigest)],
    ],
    steps: [
      {
        label: "Revoke the license",
        act: (client) => revokeLicense(client, { licenseId, reasonDigest: reasonDigest ?? ZeroHash }),
      },
    ],
    answer: () => ({
      data: { licenseId, reasonDigest: reasonDigest ?? null },
      text: () => `License ${licenseId} is revoked.`,
      next: [`license show ${licenseId}`, ...(due === 0n ? [] : [withAccount(context, "license withdraw-credit")])],
    }),
  });
}
