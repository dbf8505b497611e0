import { BaseError } from "../../../src/errors/BaseError.ts";
import { closeRound } from "../../../src/training/closeRound.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { findRound } from "../../round/findRound.ts";
import { failureWords } from "../../round/phaseWords.ts";
import { requirePhase } from "../../round/requirePhase.ts";

export async function run(context: Context, { round: roundId }: { readonly round: bigint }): Promise<Answer> {
  const round = await findRound(await context.client(), roundId);
  await requirePhase(context, round, "Failed", "Closing it");
  const { failure, isClosed } = round;
  if (isClosed) {
    throw new BaseError("WRONG_PHASE", `Round ${roundId} was closed before.`, {
      remedy: `Its money can be taken: commonweights round show ${roundId}.`,
    });
  }
  const forfeits = failure === "SponsorSilent" || failure === "SlicesVoid";
  return context.carryOut({
    title: `Close round ${roundId}`,
    facts: [["Failed", failure === undefined ? undefined : failureWords[failure]]],
    steps: [{ label: "Make its money claimable", act: (client) => closeRound(client, { roundId }) }],
    answer: () => ({
      data: { roundId, failure },
      text: () => `Round ${roundId} is closed.`,
      next: [
        `round refund ${roundId}`,
        ...(forfeits ? [`round claim-forfeited ${roundId}`] : []),
        ...(failure === "NoCommittee" ? [`round reclaim-bond ${roundId}`] : []),
      ],
    }),
  });
}
