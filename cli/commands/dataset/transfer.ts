import { transferDataset } from "../../../src/registry/transferDataset.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { escrowsOf } from "../../market/escrowsOf.ts";
import { offerObstacle } from "../../market/offerObstacle.ts";
import { requireRow } from "../../market/requireRow.ts";
import { addUp, sumsInWords } from "../../market/sumsInWords.ts";
import { nameAndAddress } from "../../output/nameOf.ts";

export type TransferInput = {
  readonly dataset: bigint;
  readonly to: string;
};

export async function run(context: Context, { dataset: datasetId, to }: TransferInput): Promise<Answer> {
  const { index, client: reading } = await context.indexed();
  await requireRow(index, "dataset", datasetId);
  const recipient = await context.addressOf(to);
  const where = { kind: "dataset", assetId: datasetId };
  const escrows = await escrowsOf(reading, await index.rows("license", { where }));
  const offers = await index.rows("offer", { where, orderBy: "id" });
  const obstacles = await Promise.all(offers.map((offer) => offerObstacle(index, offer)));
  const ended = offers.filter((_, k) => obstacles[k] === undefined).map(({ id }) => id);
  const amounts = escrows.map(({ license, due }) => ({ currency: license.currency, amount: due }));
  return context.carryOut({
    title: `Give dataset ${datasetId} away`,
    facts: [
      ["To", nameAndAddress(await context.network(), recipient)],
      ["For ever", "only the new provider can give it back"],
      [
        "Earnings",
        addUp(amounts).length === 0
          ? "nothing is left to withdraw"
          : `${await sumsInWords(context, amounts)} that is not withdrawn goes along`,
      ],
      ["Offers", ended.length === 0 ? "none is open" : `${ended.join(", ")} sell no more`],
    ],
    steps: [{ label: "Give the dataset away", act: (client) => transferDataset(client, { datasetId, recipient }) }],
    answer: () => ({
      data: { datasetId, provider: recipient },
      text: () => `Dataset ${datasetId} belongs to ${to} now.`,
      next: [`dataset show ${datasetId}`],
    }),
  });
}
