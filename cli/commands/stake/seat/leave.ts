import { BaseError } from "../../../../src/errors/BaseError.ts";
import { leaveSeat } from "../../../../src/scoring/leaveSeat.ts";
import type { Answer } from "../../../Answer.ts";
import type { Context } from "../../../Context.ts";
import { findModel } from "../../../model/findModel.ts";
import { formatAmount } from "../../../output/formatAmount.ts";
import { withAccount } from "../../../output/withAccount.ts";
import { seatsOf } from "../../../stake/seatsOf.ts";

export async function run(context: Context, { model }: { readonly model: bigint }): Promise<Answer> {
  const account = await context.address();
  const client = await context.client();
  await findModel(client, model);
  const { seats } = await seatsOf(client, model);
  const seat = seats.find(({ oracle }) => oracle === account);
  if (seat === undefined) {
    throw new BaseError("NOT_FOUND", `${account} has no seat at model ${model}.`, {
      remedy: "See commonweights stake show.",
    });
  }
  const unit = await context.unitOf(client.addresses.commonToken);
  const words = formatAmount(seat.stake, unit);
  return context.carryOut({
    title: `Leave the seat at model ${model}`,
    facts: [
      ["Freed", words],
      ["Committees", "those recorded before still count this oracle: it has to reveal what it commits"],
    ],
    steps: [{ label: `Leave the seat at model ${model}`, act: (writer) => leaveSeat(writer, { modelId: model }) }],
    answer: () => ({
      data: { modelId: model, oracle: account, freed: seat.stake },
      text: () => `The seat is left; ${words} are free.`,
      next: [withAccount(context, "stake show"), withAccount(context, "stake exit AMOUNT")],
    }),
  });
}
