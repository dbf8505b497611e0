import type { Row } from "../../../src/indexing/tables.ts";
import type { Index } from "../../../src/node/indexing/openIndex.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { assetWords } from "../../market/assetWords.ts";
import { type AssetInput, chosenAsset } from "../../market/chosenAsset.ts";
import { licenseState } from "../../market/licenseState.ts";
import { licensesSoldBy } from "../../market/licensesSoldBy.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import { formatTable } from "../../output/formatTable.ts";
import { formatTime } from "../../output/formatTime.ts";
import { nameOf } from "../../output/nameOf.ts";

export type ListInput = AssetInput & {
  readonly holder?: string;
  readonly provider?: string;
  readonly limit: number;
};

export async function run(context: Context, { holder, provider, limit, ...assets }: ListInput): Promise<Answer> {
  const { index, now } = await context.indexed();
  const where = {
    ...(await chosenAsset(index, assets)),
    ...(holder === undefined ? {} : { holder: await context.addressOf(holder) }),
  };
  const rows = await find(index, where, provider === undefined ? undefined : await context.addressOf(provider), limit);
  const licenses = await Promise.all(rows.map(async (row) => ({ ...row, state: await licenseState(index, row, now) })));
  const network = await context.network();
  return {
    data: licenses,
    text: async () => {
      const units = await Promise.all(licenses.map(({ currency }) => context.unitOf(currency)));
      return formatTable(
        [
          { title: "License", value: ({ id }) => String(id), isRight: true },
          { title: "On", value: assetWords },
          { title: "Holder", value: (row) => nameOf(network, row.holder) },
          { title: "State", value: ({ state }) => state },
          {
            title: "Until",
            value: ({ expiresAt }) => (expiresAt === null ? "for ever" : formatTime(expiresAt).slice(0, 10)),
          },
          { title: "Used", value: ({ useCount, quota }) => (quota === 0 ? `${useCount}` : `${useCount} of ${quota}`) },
          { title: "Paid", value: (row) => formatAmount(row.paid, units[licenses.indexOf(row)]!), isRight: true },
        ],
        licenses,
        "There is no such license.",
      );
    },
    next: licenses.length === 0 ? ["license offer list"] : [`license show ${licenses[0]!.id}`],
  };
}

/** Newest first. */
async function find(
  index: Index,
  where: Partial<Pick<Row<"license">, "kind" | "assetId" | "holder">>,
  provider: string | undefined,
  limit: number,
): Promise<readonly Row<"license">[]> {
  if (provider === undefined) return index.rows("license", { where, orderBy: "id", descending: true, limit });
  const sold = await licensesSoldBy(index, provider, where);
  return [...sold].sort((a, b) => Number(b.id - a.id)).slice(0, limit);
}
