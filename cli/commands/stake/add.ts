import { stakeOf } from "../../../src/staking/stakeOf.ts";
import { stakeTokens } from "../../../src/staking/stakeTokens.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import { formatDuration } from "../../output/formatDuration.ts";
import { withAccount } from "../../output/withAccount.ts";
import type { TypedAmount } from "../../parse/parseAmount.ts";
import { unitsOf } from "../../parse/unitsOf.ts";
import { readExitSeconds } from "../../stake/readExitSeconds.ts";
import { requireAmount } from "../../stake/requireAmount.ts";
import { approvalSteps } from "../../writing/approvalSteps.ts";
import { requireTokens } from "../../writing/requireTokens.ts";

export async function run(context: Context, input: { readonly amount: TypedAmount }): Promise<Answer> {
  const account = await context.address();
  const client = await context.client();
  const { commonToken, staking } = client.addresses;
  const unit = await context.unitOf(commonToken);
  const amount = requireAmount(unitsOf(input.amount, unit));
  await requireTokens(context, { token: commonToken, unit, amount });
  const exitSeconds = await readExitSeconds(client);
  const { active } = await stakeOf(client, { account });
  const approval = await approvalSteps(context, {
    token: commonToken,
    unit,
    spender: staking,
    spenderName: "the staking contract",
    amount,
  });
  const words = formatAmount(amount, unit);
  return context.carryOut({
    title: `Stake ${words}`,
    facts: [
      ...approval.facts,
      ["Staked after", formatAmount(active + amount, unit)],
      ["To get it back", `stake exit, then ${formatDuration(exitSeconds)} of waiting without a vote`],
    ],
    steps: [...approval.steps, { label: `Stake ${words}`, act: (writer) => stakeTokens(writer, { amount }) }],
    answer: async () => ({
      data: { account, amount, active: active + amount },
      text: () => `${words} more staked, ${formatAmount(active + amount, unit)} in all. Stake votes at once.`,
      next: [withAccount(context, "stake show"), withAccount(context, "dao power")],
    }),
  });
}
