import { read } from "../../../src/chain/read.ts";
import { reclaimBond } from "../../../src/training/reclaimBond.ts";
import { TrainingRounds__factory } from "../../../typechain-types/index.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { nothingToClaim } from "../../nothingToClaim.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import { nameAndAddress } from "../../output/nameOf.ts";
import { findRound } from "../../round/findRound.ts";
import { failureWords } from "../../round/phaseWords.ts";
import { requirePhase } from "../../round/requirePhase.ts";

export type ReclaimBondInput = { readonly round: bigint; readonly contributor?: string };

export async function run(context: Context, input: ReclaimBondInput): Promise<Answer> {
  const { round: roundId } = input;
  const contributor = await context.addressOf(input.contributor);
  const client = await context.client();
  const who = nameAndAddress(await context.network(), contributor);
  const round = await findRound(client, roundId);
  await requirePhase(context, round, "Failed", "Taking a bond back");
  if (context.options.calldata !== true) {
    const next = `round show ${roundId}`;
    const { failure } = round;
    if (failure !== undefined && failure !== "NoCommittee") {
      const remedy = "Bonds went back at the reveal; those of updates that were not revealed are lost.";
      throw nothingToClaim(`Round ${roundId} had a committee. It failed because ${failureWords[failure]}.`, {
        remedy,
        next,
      });
    }
    const rounds = TrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
    const { committedAt, isBondReturned } = await read(rounds.updateOf(roundId, contributor));
    if (committedAt === 0n) throw nothingToClaim(`${who} did not commit to round ${roundId}.`, { next });
    if (isBondReturned) throw nothingToClaim(`${who} took its bond of round ${roundId} back before.`, { next });
  }
  const unit = await context.unitOf(round.token);
  return context.carryOut({
    title: `Take back the bond of round ${roundId}`,
    facts: [
      ["To", who],
      ["Bond", formatAmount(round.bond, unit)],
    ],
    steps: [{ label: "Return the bond", act: (one) => reclaimBond(one, { roundId, contributor }) }],
    answer: ([bond]) => ({
      data: { roundId, contributor, token: round.token, amount: bond },
      text: () => `${formatAmount(bond as bigint, unit)} went back to ${who}.`,
      next: [`account show ${contributor}`],
    }),
  });
}
