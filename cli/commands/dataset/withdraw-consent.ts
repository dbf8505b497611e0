import { ZeroHash } from "ethers";
import { withdrawConsent } from "../../../src/registry/withdrawConsent.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { digestOf } from "../../digestOf.ts";
import { digestWords } from "../../market/digestWords.ts";
import { escrowsOf } from "../../market/escrowsOf.ts";
import { licenseState } from "../../market/licenseState.ts";
import { requireRow } from "../../market/requireRow.ts";
import { sumsInWords } from "../../market/sumsInWords.ts";
import { trainedOn } from "../../market/trainedOn.ts";
import { withAccount } from "../../output/withAccount.ts";

export type WithdrawConsentInput = {
  readonly dataset: bigint;
  /** Path or digest. */
  readonly reason?: string;
};

export async function run(context: Context, input: WithdrawConsentInput): Promise<Answer> {
  const { dataset: datasetId, reason } = input;
  const { index, client: reading, now } = await context.indexed();
  await requireRow(index, "dataset", datasetId);
  const reasonDigest = reason === undefined ? undefined : await digestOf(reason);
  const licenses = await index.rows("license", { where: { kind: "dataset", assetId: datasetId }, orderBy: "id" });
  const states = await Promise.all(licenses.map((license) => licenseState(index, license, now)));
  const ended = licenses.filter((_, k) => states[k] === "valid" || states[k] === "used up");
  const escrows = (await escrowsOf(reading, licenses)).filter(({ unearned, due }) => unearned + due > 0n);
  const back = escrows.map(({ license, unearned }) => ({ currency: license.currency, amount: unearned }));
  const trained = await trainedOn(index, datasetId);
  return context.carryOut({
    title: `Withdraw consent to use dataset ${datasetId}`,
    facts: [
      ["For ever", "consent cannot be given again, and nothing can be sold or used any more"],
      ["Ends now", ended.length === 0 ? "no license is in force" : `license ${ended.map(({ id }) => id).join(", ")}`],
      ["Refunds", `about ${await sumsInWords(context, back)} goes back to licensees`],
      [
        "Models",
        trained.map(({ modelId, version }) => `version ${version} of model ${modelId}`).join(", ") ||
          "nothing was trained on it",
      ],
      ["Reason", digestWords(reasonDigest)],
    ],
    steps: [
      {
        label: "Withdraw consent",
        act: (client) => withdrawConsent(client, { datasetId, reasonDigest: reasonDigest ?? ZeroHash }),
      },
    ],
    answer: () => ({
      data: {
        datasetId,
        reasonDigest: reasonDigest ?? null,
        endedLicenses: ended.map(({ id }) => id),
        markedVersions: trained,
      },
      text: () => `Nobody may use dataset ${datasetId} any more.`,
      next: [
        ...escrows.slice(0, 3).map(({ license }) => withAccount(context, `license refund ${license.id}`)),
        `dataset show ${datasetId}`,
      ],
    }),
  });
}
