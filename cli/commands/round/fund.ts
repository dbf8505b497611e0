import { getAddress, isAddress } from "ethers";
import { BaseError } from "../../../src/errors/BaseError.ts";
import { fundRound } from "../../../src/rewards/fundRound.ts";
import { potOf } from "../../../src/rewards/potOf.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import type { TypedAmount } from "../../parse/parseAmount.ts";
import { unitsOf } from "../../parse/unitsOf.ts";
import { findRound } from "../../round/findRound.ts";
import { failureWords } from "../../round/phaseWords.ts";
import { usageError } from "../../usageError.ts";
import { approvalSteps } from "../../writing/approvalSteps.ts";

export type FundInput = { readonly round: bigint; readonly amount: TypedAmount; readonly token?: string };

export async function run(context: Context, input: FundInput): Promise<Answer> {
  const { round: roundId } = input;
  const client = await context.client();
  const round = await findRound(client, roundId);
  const { phase, failure } = round;
  if (failure !== undefined) {
    throw new BaseError("WRONG_PHASE", `Round ${roundId} failed: ${failureWords[failure]}.`, {
      remedy: "A failed round takes no money. See commonweights round list.",
    });
  }
  if (input.token !== undefined && !isAddress(input.token))
    throw usageError(`--token: "${input.token}" is no address.`);
  const token = input.token === undefined ? round.token : getAddress(input.token);
  const isSettled = phase === "Settled";
  if (!isSettled && token !== round.token) {
    throw usageError(`Before it is settled, round ${roundId} takes only its own token, ${round.token}.`);
  }
  const unit = await context.unitOf(token);
  const amount = unitsOf(input.amount, unit);
  const { funded } = await potOf(client, { roundId, token });
  const spender = client.addresses.rewardPool;
  const approval = await approvalSteps(context, { token, unit, spender, spenderName: "the reward pool", amount });
  return context.carryOut({
    title: `Pay into the pot of round ${roundId}`,
    facts: [
      ["Round", `${roundId} of model ${round.modelId}, in ${phase}`],
      ["Amount", formatAmount(amount, unit)],
      ["Pot so far", formatAmount(funded, unit)],
      [
        "Then",
        isSettled
          ? "its shares divide it at once; it cannot come back"
          : "contributors earn it by score; it comes back if the round fails",
      ],
      ...approval.facts,
    ],
    steps: [
      ...approval.steps,
      {
        label: `Pay ${formatAmount(amount, unit)} into the pot`,
        act: (one) => fundRound(one, { roundId, token, amount }),
      },
    ],
    answer: (results) => {
      const received = results.at(-1) as bigint;
      return {
        data: { roundId, token, amount: received },
        text: () => `${formatAmount(received, unit)} joined the pot of round ${roundId}.`,
        next: [`round show ${roundId}`],
      };
    },
  });
}
