import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { digestWords } from "../../market/digestWords.ts";
import { offerObstacle, offerStateWord } from "../../market/offerObstacle.ts";
import { requireRow } from "../../market/requireRow.ts";
import { trainedOn } from "../../market/trainedOn.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import { formatDuration } from "../../output/formatDuration.ts";
import { formatFields } from "../../output/formatFields.ts";
import { formatMoment } from "../../output/formatMoment.ts";
import { formatPercent } from "../../output/formatPercent.ts";
import { formatTable } from "../../output/formatTable.ts";
import { nameAndAddress } from "../../output/nameOf.ts";
import { usesIn } from "../../output/usesIn.ts";

export async function run(context: Context, { dataset: id }: { readonly dataset: bigint }): Promise<Answer> {
  const { index, now } = await context.indexed();
  const dataset = await requireRow(index, "dataset", id);
  const versions = await index.rows("datasetVersion", { where: { datasetId: id }, orderBy: "version" });
  const rows = await index.rows("offer", { where: { kind: "dataset", assetId: id }, orderBy: "id" });
  const offers = await Promise.all(
    rows.map(async (row) => ({
      ...row,
      obstacle: await offerObstacle(index, row),
      unit: await context.unitOf(row.currency),
    })),
  );
  const trained = await trainedOn(index, id);
  const network = await context.network();
  const { consentWithdrawnAt, retiredAt, reasonDigest, provider } = dataset;
  const open = offers.find(({ obstacle }) => obstacle === undefined);
  const sold = offers.reduce((sum, offer) => sum + offer.sold, 0);
  return {
    data: {
      ...dataset,
      versions,
      offers: offers.map(({ unit: _, obstacle, ...offer }) => ({ ...offer, obstacle: obstacle ?? null })),
      trainedModelVersions: trained,
    },
    text: () =>
      [
        formatFields([
          ["Dataset", String(id)],
          ["Provider", nameAndAddress(network, provider)],
          ["Registered", formatMoment(dataset.registeredAt, now)],
          ["Manifest", `${dataset.manifestDigest} (version ${dataset.versionCount})`],
          ["Consent", consentWithdrawnAt === null ? "holds" : `withdrawn ${formatMoment(consentWithdrawnAt, now)}`],
          ["Reason", consentWithdrawnAt === null ? undefined : digestWords(reasonDigest)],
          ["Selling", retiredAt === null ? undefined : `no more, retired ${formatMoment(retiredAt, now)}`],
          [
            "Resale",
            dataset.resaleRoyaltyBps === 0
              ? undefined
              : `${formatPercent(dataset.resaleRoyaltyBps)} to its first provider (off-chain)`,
          ],
          ["Licenses", `${sold} sold`],
          [
            "Trained",
            trained.map(({ modelId, version }) => `model ${modelId} version ${version}`).join(", ") || "nothing yet",
          ],
        ]),
        versions.length < 2
          ? undefined
          : formatFields(
              versions.map(({ version, manifestDigest, publishedAt }) => [
                `Version ${version}`,
                `${manifestDigest}\n${formatMoment(publishedAt, now)}`,
              ]),
            ),
        formatTable(
          [
            { title: "Offer", value: (offer) => String(offer.id), isRight: true },
            { title: "State", value: ({ obstacle }) => offerStateWord(obstacle) },
            { title: "Price", value: ({ price, unit }) => formatAmount(price, unit), isRight: true },
            { title: "Permits", value: ({ uses }) => usesIn(uses).join(", ") },
            {
              title: "Lasts",
              value: ({ durationSeconds }) => (durationSeconds === 0 ? "for ever" : formatDuration(durationSeconds)),
            },
            {
              title: "Sold",
              value: ({ sold: count, cap }) => (cap === 0 ? String(count) : `${count} of ${cap}`),
              isRight: true,
            },
          ],
          offers,
          "No licenses are offered.",
        ),
      ]
        .filter((part) => part !== undefined)
        .join("\n\n"),
    next: open === undefined ? [`dataset uses ${id}`] : [`license offer show ${open.id}`, `dataset uses ${id}`],
  };
}
