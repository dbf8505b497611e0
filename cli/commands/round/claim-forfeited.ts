import { read } from "../../../src/chain/read.ts";
import { claimForfeited } from "../../../src/training/claimForfeited.ts";
import { TrainingRounds__factory } from "../../../typechain-types/index.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { nothingToClaim } from "../../nothingToClaim.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import { nameAndAddress } from "../../output/nameOf.ts";
import { closeSteps } from "../../round/closeSteps.ts";
import { findRound } from "../../round/findRound.ts";
import { failureWords } from "../../round/phaseWords.ts";
import { requirePhase } from "../../round/requirePhase.ts";

export type ClaimForfeitedInput = { readonly round: bigint; readonly contributor?: string };

export async function run(context: Context, input: ClaimForfeitedInput): Promise<Answer> {
  const { round: roundId } = input;
  const contributor = await context.addressOf(input.contributor);
  const client = await context.client();
  const network = await context.network();
  const round = await findRound(client, roundId);
  await requirePhase(context, round, "Failed", "A forfeited pot");
  const who = nameAndAddress(network, contributor);
  const next = `round updates ${roundId}`;
  if (context.options.calldata !== true) {
    const { failure } = round;
    if (failure !== "SponsorSilent" && failure !== "SlicesVoid") {
      const why = failure === undefined ? "" : `: ${failureWords[failure]}`;
      throw nothingToClaim(`The pot of round ${roundId} was not forfeited${why}.`, { next: `round show ${roundId}` });
    }
    const rounds = TrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
    const { isRevealed, isForfeitPaid } = await read(rounds.updateOf(roundId, contributor));
    if (!isRevealed) {
      throw nothingToClaim(`${who} revealed no update in round ${roundId}, and so has no part of its pot.`, { next });
    }
    if (isForfeitPaid) throw nothingToClaim(`${who} took its part of the pot of round ${roundId} before.`, { next });
  }
  const unit = await context.unitOf(round.token);
  return context.carryOut({
    title: `Claim a part of the forfeited pot of round ${roundId}`,
    facts: [
      ["To", who],
      ["Part", round.reveals === 0 ? undefined : `1 of ${round.reveals} equal parts of the sponsor's pot`],
    ],
    steps: [
      ...closeSteps(round),
      { label: "Claim the part", act: (one) => claimForfeited(one, { roundId, contributor }) },
    ],
    answer: (results) => {
      const amount = results.at(-1) as bigint;
      return {
        data: { roundId, contributor, token: round.token, amount },
        text: () => `${formatAmount(amount, unit)} went to ${who}.`,
        next: [`account show ${contributor}`],
      };
    },
  });
}
