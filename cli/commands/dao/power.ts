import { governanceParameters } from "../../../src/governance/governanceParameters.ts";
import { exitsOf } from "../../../src/staking/exitsOf.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { plainPower } from "../../dao/plainPower.ts";
import { powerSentences } from "../../dao/powerSentences.ts";
import { readPower } from "../../dao/readPower.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import { formatFields } from "../../output/formatFields.ts";
import { formatMoment } from "../../output/formatMoment.ts";
import { nameAndAddress } from "../../output/nameOf.ts";
import { withAccount } from "../../output/withAccount.ts";
import { wrap } from "../../output/wrap.ts";
import { usageError } from "../../usageError.ts";

export type PowerInput = { readonly who?: string; readonly at?: number };

export async function run(context: Context, { who, at }: PowerInput): Promise<Answer> {
  const account = await context.addressOf(who);
  const network = await context.network();
  const indexed = await context.indexed();
  const { client, now } = indexed;
  if (at !== undefined && at >= now) {
    throw usageError(
      `--at: it must be before the newest block, ${formatMoment(now, now)}.`,
      "Leave it out for the votes of now.",
    );
  }
  const [power, parameters, exits, unit] = await Promise.all([
    readPower(indexed, account, at),
    governanceParameters(client),
    exitsOf(client, { account }),
    context.unitOf(client.addresses.commonToken),
  ]);
  const { proposalThreshold, quorum, quorumPercent } = parameters;
  const canPropose = power.total >= proposalThreshold;
  const leaving = exits.reduce((sum, { amount }) => sum + amount, 0n);
  const amount = (units: bigint) => formatAmount(units, unit);
  const isSilent = at === undefined && power.tokens.amount > 0n && power.tokens.delegation === undefined;
  return {
    data: { ...plainPower(power), at: at ?? now, proposalThreshold, canPropose, quorum, quorumPercent, leaving },
    text: () => {
      const because = powerSentences(power, { unit, nameOf: (address) => nameAndAddress(network, address) });
      if (at === undefined && leaving > 0n) because.push(`${amount(leaving)} are leaving the stake, without a vote.`);
      const proposing = canPropose
        ? `takes ${amount(proposalThreshold)}: this is enough`
        : `takes ${amount(proposalThreshold)}: ${amount(proposalThreshold - power.total)} are missing`;
      return [
        formatFields([
          ["Account", nameAndAddress(network, account)],
          ["At", at === undefined ? undefined : formatMoment(at, now)],
          ["Votes", amount(power.total)],
          ["  of tokens", amount(power.tokenVotes)],
          ["  of stake", amount(power.stakedVotes)],
          ["Proposing", at === undefined ? proposing : undefined],
          ["Quorum", `${amount(quorum)} for or abstaining, ${quorumPercent}% of the supply`],
        ]),
        "",
        ...because.flatMap((sentence) => wrap(sentence, 80)),
      ].join("\n");
    },
    next: isSilent ? [delegateFor(context, who)] : ["dao proposal list"],
  };
}

function delegateFor(context: Context, who: string | undefined): string {
  return who === undefined ? withAccount(context, "dao delegate") : `dao delegate --account ${who}`;
}
