import { takeSeat } from "../../../../src/scoring/takeSeat.ts";
import { AdvisedError } from "../../../AdvisedError.ts";
import type { Answer } from "../../../Answer.ts";
import type { Context } from "../../../Context.ts";
import { findModel } from "../../../model/findModel.ts";
import { formatAmount } from "../../../output/formatAmount.ts";
import type { Field } from "../../../output/formatFields.ts";
import { formatPercent } from "../../../output/formatPercent.ts";
import { nameAndAddress } from "../../../output/nameOf.ts";
import { withAccount } from "../../../output/withAccount.ts";
import type { TypedAmount } from "../../../parse/parseAmount.ts";
import { unitsOf } from "../../../parse/unitsOf.ts";
import { requireAmount } from "../../../stake/requireAmount.ts";
import { requireFreeStake } from "../../../stake/requireFreeStake.ts";
import { type Seats, seatsOf } from "../../../stake/seatsOf.ts";

export type TakeInput = { readonly model: bigint; readonly stake: TypedAmount };

export async function run(context: Context, { model, stake }: TakeInput): Promise<Answer> {
  const account = await context.address();
  const client = await context.client();
  const network = await context.network();
  await findModel(client, model);
  const unit = await context.unitOf(client.addresses.commonToken);
  const amount = requireAmount(unitsOf(stake, unit));
  const table = await seatsOf(client, model);
  const held = table.seats.find(({ oracle }) => oracle === account)?.stake ?? 0n;
  const after = held + amount;
  if (after < table.minSeatStake) {
    throw new AdvisedError(
      "SEAT_STAKE_LOW",
      `A seat takes ${formatAmount(table.minSeatStake, unit)} or more, not ${formatAmount(after, unit)}.`,
      { remedy: "Give a greater --stake.", next: `stake seat list --model ${model}` },
    );
  }
  const displaced = held === 0n ? displacedBy(after, model, table) : undefined;
  await requireFreeStake(client, { account, amount, unit });
  const words = formatAmount(amount, unit);
  const title =
    held === 0n ? `Take a seat at model ${model} with ${words}` : `Add ${words} to the seat at model ${model}`;
  const displacedFact: Field[] =
    displaced === undefined ? [] : [["Displaces", `${nameAndAddress(network, displaced)}, who holds less`]];
  return context.carryOut({
    title,
    facts: [
      ["In the seat after", formatAmount(after, unit)],
      ...displacedFact,
      ["At stake", `${formatPercent(table.slashBps)} of it whenever a commitment is not revealed`],
    ],
    steps: [{ label: title, act: (writer) => takeSeat(writer, { modelId: model, amount }) }],
    answer: () => ({
      data: { modelId: model, oracle: account, stake: after },
      text: () =>
        `The seat at model ${model} holds ${formatAmount(after, unit)}.\nIt judges rounds whose committee is recorded from now on.`,
      next: [`stake seat list --model ${model}`, withAccount(context, "stake show")],
    }),
  });
}

/** Whom a new seat displaces when all are taken. @throws AdvisedError `SEATS_FULL` when nobody holds less. */
function displacedBy(stake: bigint, modelId: bigint, { seats, mostSeats }: Seats): string | undefined {
  if (seats.length < mostSeats) return undefined;
  const least = seats.at(-1)!;
  if (least.stake < stake) return least.oracle;
  throw new AdvisedError("SEATS_FULL", `All ${mostSeats} seats of model ${modelId} are taken, and none holds less.`, {
    remedy: "Take one with more stake than the least has.",
    next: `stake seat list --model ${modelId}`,
  });
}
