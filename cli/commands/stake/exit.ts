import { requestExit } from "../../../src/staking/requestExit.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import { formatMoment } from "../../output/formatMoment.ts";
import { withAccount } from "../../output/withAccount.ts";
import type { TypedAmount } from "../../parse/parseAmount.ts";
import { unitsOf } from "../../parse/unitsOf.ts";
import { readExitSeconds } from "../../stake/readExitSeconds.ts";
import { requireAmount } from "../../stake/requireAmount.ts";
import { requireFreeStake } from "../../stake/requireFreeStake.ts";

export async function run(context: Context, input: { readonly amount: TypedAmount }): Promise<Answer> {
  const account = await context.address();
  const client = await context.client();
  const unit = await context.unitOf(client.addresses.commonToken);
  const amount = requireAmount(unitsOf(input.amount, unit));
  const { active } = await requireFreeStake(client, { account, amount, unit });
  const now = await context.now();
  const unlockedAt = BigInt(now) + (await readExitSeconds(client));
  const words = formatAmount(amount, unit);
  return context.carryOut({
    title: `Queue ${words} of stake for release`,
    facts: [
      ["Staked after", formatAmount(active - amount, unit)],
      ["Released from", formatMoment(unlockedAt, now)],
      ["Meanwhile", "it has no vote, can still be slashed, and cannot be called back"],
    ],
    steps: [{ label: `Queue ${words} for release`, act: (writer) => requestExit(writer, { amount }) }],
    answer: ([exitId]) => ({
      data: { account, exitId, amount, unlockedAt: Number(unlockedAt) },
      text: () => `Exit ${String(exitId)}: ${words} can be released from ${formatMoment(unlockedAt, now)}.`,
      next: [withAccount(context, "stake show")],
    }),
  });
}
