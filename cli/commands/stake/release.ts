import { exitsOf } from "../../../src/staking/exitsOf.ts";
import { releaseExit } from "../../../src/staking/releaseExit.ts";
import { AdvisedError } from "../../AdvisedError.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import { formatMoment } from "../../output/formatMoment.ts";
import { withAccount } from "../../output/withAccount.ts";

/** So many transactions are still looked at before they are confirmed. */
const MOST_AT_ONCE = 20;

export async function run(context: Context): Promise<Answer> {
  const account = await context.address();
  const client = await context.client();
  const unit = await context.unitOf(client.addresses.commonToken);
  const now = await context.now();
  const exits = await exitsOf(client, { account });
  const due = exits.filter(({ unlockedAt }) => Number(unlockedAt) <= now).slice(0, MOST_AT_ONCE);
  if (due.length === 0) {
    const next = exits.toSorted((a, b) => Number(a.unlockedAt - b.unlockedAt))[0];
    throw new AdvisedError("NOTHING_TO_RELEASE", `${account} has no exit that can be released now.`, {
      remedy:
        next === undefined
          ? "Nothing is leaving. Queue stake first."
          : `Exit ${next.exitId}, ${formatAmount(next.amount, unit)}, can be from ${formatMoment(next.unlockedAt, now)}.`,
      next: withAccount(context, next === undefined ? "stake exit AMOUNT" : "stake show"),
    });
  }
  const total = due.reduce((sum, { amount }) => sum + amount, 0n);
  return context.carryOut({
    title: `Release ${formatAmount(total, unit)} of stake`,
    steps: due.map(({ exitId, amount }) => ({
      label: `Release exit ${exitId}: ${formatAmount(amount, unit)}`,
      act: (writer) => releaseExit(writer, { exitId }),
    })),
    answer: (amounts) => {
      const released = due.map(({ exitId }, k) => ({ exitId, amount: amounts[k] as bigint }));
      const sum = released.reduce((all, { amount }) => all + amount, 0n);
      return {
        data: { account, released, amount: sum },
        text: () => `${formatAmount(sum, unit)} are back. Held tokens vote only when they have a delegate.`,
        next: [withAccount(context, "dao power"), withAccount(context, "stake show")],
      };
    },
  });
}
