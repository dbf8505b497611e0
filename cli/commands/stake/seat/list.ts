import type { Answer } from "../../../Answer.ts";
import type { Context } from "../../../Context.ts";
import { findModel } from "../../../model/findModel.ts";
import { formatAmount } from "../../../output/formatAmount.ts";
import { formatPercent } from "../../../output/formatPercent.ts";
import { formatTable } from "../../../output/formatTable.ts";
import { nameOf } from "../../../output/nameOf.ts";
import { seatsOf } from "../../../stake/seatsOf.ts";

export async function run(context: Context, { model }: { readonly model: bigint }): Promise<Answer> {
  const client = await context.client();
  const network = await context.network();
  await findModel(client, model);
  const { seats, ...rules } = await seatsOf(client, model);
  const unit = await context.unitOf(client.addresses.commonToken);
  const total = seats.reduce((sum, { stake }) => sum + stake, 0n);
  return {
    data: { modelId: model, seats, totalStake: total, ...rules },
    text: () =>
      [
        formatTable(
          [
            { title: "Oracle", value: ({ oracle }) => nameOf(network, oracle) },
            { title: "Stake", value: ({ stake }) => formatAmount(stake, unit), isRight: true },
            { title: "Part", value: ({ stake }) => formatPercent(Number((stake * 10_000n) / total)), isRight: true },
          ],
          seats,
          `Nobody sits at model ${model}.`,
        ),
        "",
        `${seats.length} of ${rules.mostSeats} seats are taken; one takes ${formatAmount(rules.minSeatStake, unit)} or more.`,
        `Scores need the reveals of ${formatPercent(rules.quorumBps)} of the stake.`,
        `A member that commits and stays silent loses ${formatPercent(rules.slashBps)} of its seat's stake.`,
      ].join("\n"),
    next: [`stake seat take --model ${model} --stake AMOUNT`],
  };
}
