import { ZeroHash } from "ethers";
import type { Context } from "../../Context.ts";
import { requireRow } from "../../market/requireRow.ts";
import { formatTable } from "../../output/formatTable.ts";
import { formatTime } from "../../output/formatTime.ts";
import { nameOf } from "../../output/nameOf.ts";
import { shortHex } from "../../output/shortHex.ts";
import { usesIn } from "../../output/usesIn.ts";
import type { Answer } from "../../Verb.ts";

export type UsesInput = {
  readonly dataset: bigint;
  readonly limit: number;
};

export async function run(context: Context, { dataset, limit }: UsesInput): Promise<Answer> {
  const { index } = await context.indexed();
  await requireRow(index, "dataset", dataset);
  const licenses = await index.rows("license", { where: { kind: "dataset", assetId: dataset }, orderBy: "id" });
  const perLicense = await Promise.all(
    licenses
      .filter(({ useCount }) => useCount > 0)
      .map(({ id }) =>
        index.rows("licenseUse", { where: { licenseId: id }, orderBy: "number", descending: true, limit }),
      ),
  );
  const uses = perLicense
    .flat()
    .sort((a, b) => Number(b.block - a.block) || b.logIndex - a.logIndex)
    .slice(0, limit);
  const network = await context.network();
  return {
    data: uses.map((row) => ({ ...row, useNames: usesIn(row.use) })),
    text: () =>
      formatTable(
        [
          { title: "When", value: ({ at }) => formatTime(at) },
          { title: "Who", value: ({ who }) => nameOf(network, who) },
          { title: "License", value: ({ licenseId }) => String(licenseId), isRight: true },
          { title: "Use", value: ({ use }) => usesIn(use).join(", ") },
          { title: "Round", value: ({ roundId }) => (roundId === 0n ? "" : String(roundId)), isRight: true },
          {
            title: "Version",
            value: ({ modelVersion }) => (modelVersion === 0 ? "" : String(modelVersion)),
            isRight: true,
          },
          { title: "On", value: ({ digest }) => (digest === ZeroHash ? "" : shortHex(digest)) },
        ],
        uses,
        `Nobody recorded a use of dataset ${dataset} yet.`,
      ),
    next: uses.length === 0 ? [`dataset show ${dataset}`] : [`license show ${uses[0]!.licenseId}`],
  };
}
