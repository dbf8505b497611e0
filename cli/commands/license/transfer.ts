import { transferLicense } from "../../../src/market/transferLicense.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { assetWords } from "../../market/assetWords.ts";
import { requireRow } from "../../market/requireRow.ts";
import { nameAndAddress } from "../../output/nameOf.ts";

export type TransferInput = {
  readonly license: bigint;
  readonly to: string;
};

export async function run(context: Context, { license: licenseId, to }: TransferInput): Promise<Answer> {
  const { index, now } = await context.indexed();
  const license = await requireRow(index, "license", licenseId);
  const recipient = await context.addressOf(to);
  const network = await context.network();
  return context.carryOut({
    title: `Give license ${licenseId} away`,
    facts: [
      ["On", assetWords(license)],
      ["To", nameAndAddress(network, recipient)],
      ["For ever", "only the new holder can give it back; refunds go to that account from now on"],
      [
        "User",
        license.user === null || (license.userExpires ?? 0) <= now
          ? undefined
          : `${nameAndAddress(network, license.user)} may not use it any more`,
      ],
    ],
    steps: [{ label: "Give the license away", act: (client) => transferLicense(client, { licenseId, recipient }) }],
    answer: () => ({
      data: { licenseId, holder: recipient },
      text: () => `License ${licenseId} belongs to ${to} now.`,
      next: [`license show ${licenseId}`],
    }),
  });
}
