import { contributionOf } from "../../../src/rewards/contributionOf.ts";
import { refundRound } from "../../../src/rewards/refundRound.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { nothingToClaim } from "../../nothingToClaim.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import { nameAndAddress } from "../../output/nameOf.ts";
import { closeSteps } from "../../round/closeSteps.ts";
import { findRound } from "../../round/findRound.ts";
import { failureWords } from "../../round/phaseWords.ts";
import { requirePhase } from "../../round/requirePhase.ts";

export type RefundInput = { readonly round: bigint; readonly funder?: string };

export async function run(context: Context, input: RefundInput): Promise<Answer> {
  const { round: roundId } = input;
  const funder = await context.addressOf(input.funder);
  const client = await context.client();
  const network = await context.network();
  const round = await findRound(client, roundId);
  await requirePhase(context, round, "Failed", "A refund");
  const { failure, sponsor, token } = round;
  const before = await contributionOf(client, { roundId, funder });
  const forfeits = failure === "SponsorSilent" || failure === "SlicesVoid";
  // Closing decides what becomes of the sponsor's own part, so only others can be told before.
  const isKnown = round.isClosed || funder !== sponsor;
  if (isKnown && before === 0n && context.options.calldata !== true) {
    const who = nameAndAddress(network, funder);
    const why =
      forfeits && funder === sponsor
        ? `The pot of round ${roundId} was forfeited to its contributors, and nothing else waits for ${who}.`
        : `Nothing waits for ${who} in round ${roundId}: it paid nothing in, or took it back.`;
    throw nothingToClaim(why, { next: `round show ${roundId}` });
  }
  const unit = await context.unitOf(token);
  const steps = closeSteps(round);
  return context.carryOut({
    title: `Refund what was paid into round ${roundId}`,
    facts: [
      ["Failed", failure === undefined ? undefined : failureWords[failure]],
      ["To", nameAndAddress(network, funder)],
      ["Amount", isKnown ? formatAmount(before, unit) : "what the round's end leaves to its sponsor"],
    ],
    steps: [...steps, { label: "Refund", act: (one) => refundRound(one, { roundId, funder }) }],
    answer: (results) => {
      const amount = results.at(-1) as bigint;
      return {
        data: { roundId, funder, token, amount },
        text: () => `${formatAmount(amount, unit)} went back to ${nameAndAddress(network, funder)}.`,
        next: [`account show ${funder}`],
      };
    },
  });
}
