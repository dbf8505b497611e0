import type { Row } from "../../../src/indexing/tables.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { offerObstacle } from "../../market/offerObstacle.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import { formatTable } from "../../output/formatTable.ts";
import { formatTime } from "../../output/formatTime.ts";
import { nameOf } from "../../output/nameOf.ts";

export type ListInput = {
  readonly provider?: string;
  readonly limit: number;
};

export async function run(context: Context, { provider, limit }: ListInput): Promise<Answer> {
  const { index } = await context.indexed();
  const where = provider === undefined ? {} : { where: { provider: await context.addressOf(provider) } };
  const rows = await index.rows("dataset", { ...where, orderBy: "id", descending: true, limit });
  const datasets = await Promise.all(
    rows.map(async (row) => {
      const offers = await index.rows("offer", { where: { kind: "dataset", assetId: row.id }, orderBy: "id" });
      const obstacles = await Promise.all(offers.map((offer) => offerObstacle(index, offer)));
      const open = offers.filter((_, k) => obstacles[k] === undefined);
      return { ...row, licensesSold: offers.reduce((sum, { sold }) => sum + sold, 0), open };
    }),
  );
  const network = await context.network();
  const price = async ({ open }: { readonly open: readonly Row<"offer">[] }): Promise<string> => {
    const [first, ...others] = open;
    if (first === undefined) return "none";
    if (others.length > 0) return `${open.length} offers`;
    return `${first.id}: ${formatAmount(first.price, await context.unitOf(first.currency))}`;
  };
  return {
    data: datasets.map(({ open, ...row }) => ({ ...row, openOffers: open.map(({ id }) => id) })),
    text: async () => {
      const prices = await Promise.all(datasets.map(price));
      return formatTable(
        [
          { title: "Dataset", value: ({ id }) => String(id), isRight: true },
          { title: "Provider", value: (row) => nameOf(network, row.provider) },
          { title: "Version", value: ({ versionCount }) => String(versionCount), isRight: true },
          { title: "State", value: stateWord },
          { title: "Open offer", value: (row) => prices[datasets.indexOf(row)]! },
          { title: "Sold", value: ({ licensesSold }) => String(licensesSold), isRight: true },
          { title: "Registered (UTC)", value: ({ registeredAt }) => formatTime(registeredAt) },
        ],
        datasets,
        provider === undefined ? "There are no datasets yet." : `${provider} provides no dataset.`,
      );
    },
    next: datasets.length === 0 ? ["dataset add --help"] : [`dataset show ${datasets[0]!.id}`],
  };
}

function stateWord({ consentWithdrawnAt, retiredAt }: Row<"dataset">): string {
  if (consentWithdrawnAt !== null) return "no consent";
  return retiredAt === null ? "active" : "retired";
}
