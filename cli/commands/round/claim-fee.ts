import { read } from "../../../src/chain/read.ts";
import { claimFee } from "../../../src/scoring/claimFee.ts";
import { feePaymentOf, shareOfFee } from "../../../src/scoring/settlement.ts";
import { settlementParts } from "../../../src/scoring/settlementParts.ts";
import { RewardPool__factory, ScoreBoard__factory } from "../../../typechain-types/index.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { nothingToClaim } from "../../nothingToClaim.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import { nameAndAddress } from "../../output/nameOf.ts";
import { closeSteps } from "../../round/closeSteps.ts";
import { findRound } from "../../round/findRound.ts";
import { requirePhase } from "../../round/requirePhase.ts";
import { assessSteps } from "../../round/settleSteps.ts";

export type ClaimFeeInput = { readonly round: bigint; readonly oracle?: string };

export async function run(context: Context, input: ClaimFeeInput): Promise<Answer> {
  const { round: roundId } = input;
  const oracle = await context.addressOf(input.oracle);
  const who = nameAndAddress(await context.network(), oracle);
  const client = await context.client();
  const round = await findRound(client, roundId);
  const isVoid = round.failure === "SlicesVoid";
  if (!isVoid) await requirePhase(context, round, "Settled", "The oracles' fee");
  const board = ScoreBoard__factory.connect(client.addresses.scoreBoard, client.runner);
  const pool = RewardPool__factory.connect(client.addresses.rewardPool, client.runner);
  const [members, account, { totalStake, voidStake }] = await Promise.all([
    read(board.membersOf(roundId)),
    read(pool.accountOf(roundId)),
    read(board.committeeOf(roundId)),
  ]);
  const seat = members.findIndex((member) => member.oracle === oracle);
  const member = members[seat];
  const next = `round show ${roundId}`;
  if (member === undefined) {
    throw nothingToClaim(`${who} was not on the committee of round ${roundId}.`, { next });
  }
  if (member.isPaid) throw nothingToClaim(`${who} took its part of the fee of round ${roundId} before.`, { next });
  if (!member.isRevealed) {
    throw nothingToClaim(`${who} revealed nothing in round ${roundId}, and so earned no fee.`, { next });
  }
  if (member.isVoid !== isVoid) {
    const why = isVoid
      ? `The fee of round ${roundId} goes to those who called its slices void, and ${who} did not.`
      : `${who} called the slices of round ${roundId} void, and most of the stake did not.`;
    throw nothingToClaim(why, { next });
  }
  const unit = await context.unitOf(account.token);
  const { feeTotal: fee, totalScore } = account;
  const { stake, disagreement, isAssessed } = member;
  const isKnown = isVoid || isAssessed;
  const most = shareOfFee(fee, stake, isVoid ? voidStake : totalStake);
  const amount = isVoid ? most : feePaymentOf({ fee, stake, totalStake, disagreement, totalScore });
  // The dissent of a member has to be measured before it is paid.
  const assessing = isKnown ? [] : assessSteps(roundId, await partsOf(context, roundId), oracle);
  const steps = [...closeSteps(round), ...assessing];
  return context.carryOut({
    title: `Claim an oracle's fee of round ${roundId}`,
    facts: [
      ["To", who],
      [
        "Amount",
        isKnown
          ? `${formatAmount(amount, unit)} of ${formatAmount(most, unit)}${amount < most ? "; the rest was missed by disagreeing" : ""}`
          : `at most ${formatAmount(most, unit)}, less for disagreeing, which is measured first`,
      ],
    ],
    steps: [...steps, { label: "Claim the fee", act: (one) => claimFee(one, { roundId, seat }) }],
    answer: (results) => {
      const paid = results.at(-1) as bigint;
      return {
        data: { roundId, oracle, seat, token: account.token, amount: paid },
        text: () => `${formatAmount(paid, unit)} went to ${who}.`,
        next: [`account show ${oracle}`],
      };
    },
  });
}

async function partsOf(context: Context, roundId: bigint) {
  const { client } = await context.indexed();
  return settlementParts(client, { roundId });
}
