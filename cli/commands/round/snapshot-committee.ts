import { BaseError } from "../../../src/errors/BaseError.ts";
import { snapshotCommittee } from "../../../src/scoring/snapshotCommittee.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { formatMoment } from "../../output/formatMoment.ts";
import { findRound } from "../../round/findRound.ts";
import { requirePhase } from "../../round/requirePhase.ts";

/** A committee is snapshotted in the last day of Commit. */
const WINDOW_SECONDS = 86_400n;

export async function run(context: Context, { round: roundId }: { readonly round: bigint }): Promise<Answer> {
  const round = await findRound(await context.client(), roundId);
  await requirePhase(context, round, "Commit", "The committee");
  const now = await context.now();
  const opensAt = round.deadlines.commit - WINDOW_SECONDS;
  if (context.options.calldata !== true && (round.hasCommittee || BigInt(now) < opensAt)) {
    const why = round.hasCommittee
      ? "was snapshotted before"
      : `can be snapshotted from ${formatMoment(opensAt, now)} on`;
    throw new BaseError("WRONG_PHASE", `The committee of round ${roundId} ${why}.`, {
      remedy: `See commonweights round show ${roundId}.`,
    });
  }
  return context.carryOut({
    title: `Snapshot the committee of round ${roundId}`,
    facts: [
      ["Members", `every seat of model ${round.modelId}, but for oracles that committed to the round`],
      ["Beware", "with fewer than 3 seats the round fails at once"],
    ],
    steps: [{ label: "Snapshot the committee", act: (one) => snapshotCommittee(one, { roundId }) }],
    answer: ([size]) => ({
      data: { roundId, size },
      text: () => `The committee of round ${roundId} has ${size} members.`,
      next: [`round show ${roundId}`],
    }),
  });
}
