import type { Answer } from "../../../Answer.ts";
import type { Context } from "../../../Context.ts";
import { assetWords } from "../../../market/assetWords.ts";
import { type AssetInput, chosenAsset } from "../../../market/chosenAsset.ts";
import { offerObstacle, offerStateWord } from "../../../market/offerObstacle.ts";
import { formatAmount } from "../../../output/formatAmount.ts";
import { formatDuration } from "../../../output/formatDuration.ts";
import { formatTable } from "../../../output/formatTable.ts";
import { nameOf } from "../../../output/nameOf.ts";
import { usesIn } from "../../../output/usesIn.ts";

export type ListInput = AssetInput & {
  readonly seller?: string;
  readonly all?: true;
  readonly limit: number;
};

export async function run(context: Context, { seller, all, limit, ...assets }: ListInput): Promise<Answer> {
  const { index } = await context.indexed();
  const asset = await chosenAsset(index, assets);
  const where = { ...asset, ...(seller === undefined ? {} : { seller: await context.addressOf(seller) }) };
  const rows = await index.rows("offer", { where, orderBy: "id", descending: true });
  const judged = await Promise.all(rows.map(async (row) => ({ ...row, obstacle: await offerObstacle(index, row) })));
  const offers = judged.filter(({ obstacle }) => all === true || obstacle === undefined).slice(0, limit);
  const network = await context.network();
  return {
    data: offers.map(({ obstacle, ...row }) => ({ ...row, obstacle: obstacle ?? null })),
    text: async () => {
      const units = await Promise.all(offers.map(({ currency }) => context.unitOf(currency)));
      return formatTable(
        [
          { title: "Offer", value: ({ id }) => String(id), isRight: true },
          { title: "On", value: assetWords },
          { title: "Seller", value: (row) => nameOf(network, row.seller) },
          { title: "Price", value: (row) => formatAmount(row.price, units[offers.indexOf(row)]!), isRight: true },
          { title: "Permits", value: ({ uses }) => usesIn(uses).join(", ") },
          {
            title: "Lasts",
            value: ({ durationSeconds }) => (durationSeconds === 0 ? "for ever" : formatDuration(durationSeconds)),
          },
          { title: "Sold", value: ({ sold, cap }) => (cap === 0 ? String(sold) : `${sold} of ${cap}`), isRight: true },
          ...(all === true
            ? [{ title: "State", value: ({ obstacle }: (typeof offers)[number]) => offerStateWord(obstacle) }]
            : []),
        ],
        offers,
        "No licenses are offered.",
      );
    },
    next: offers.length === 0 ? ["dataset list"] : [`license offer show ${offers[0]!.id}`],
  };
}
