import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import { formatTable } from "../../output/formatTable.ts";
import { unitsOfTokens } from "../../round/unitsOfTokens.ts";

export async function run(context: Context, { who }: { readonly who?: string }): Promise<Answer> {
  const provider = await context.addressOf(who);
  const { index } = await context.indexed();
  const datasets = index.rows("dataset", { where: { provider }, orderBy: "id" });
  const revenue = datasets.flatMap(({ id }) =>
    index.rows("revenue", { where: { datasetId: id } }).map((row) => ({ ...row, waiting: row.shared - row.withdrawn })),
  );
  const waiting = revenue.find((row) => row.waiting > 0n);
  return {
    data: { provider, datasets: datasets.map(({ id }) => id), revenue },
    text: async () => {
      const unitOf = await unitsOfTokens(
        context,
        revenue.map(({ token }) => token),
      );
      return formatTable(
        [
          { title: "Dataset", value: ({ datasetId }) => String(datasetId), isRight: true },
          { title: "Shared", value: ({ shared, token }) => formatAmount(shared, unitOf(token)), isRight: true },
          { title: "Withdrawn", value: (row) => formatAmount(row.withdrawn, unitOf(row.token)), isRight: true },
          { title: "Waiting", value: (row) => formatAmount(row.waiting, unitOf(row.token)), isRight: true },
        ],
        revenue,
        datasets.length === 0
          ? "This account owns no dataset."
          : "No reward was claimed yet of what was earned under licenses with a revenue share.",
      );
    },
    next: waiting === undefined ? [] : [`rewards withdraw-revenue ${waiting.datasetId}`],
  };
}
