import { formatMoment } from "../output/formatMoment.ts";
import { phaseEnd } from "../round/phaseEnd.ts";
import { failureWords } from "../round/phaseWords.ts";
import type { Reward } from "./readRewards.ts";

/** Why a contributor's part in a round cannot be claimed now. */
export function whyNothing(
  { roundId, phase, failure, deadlines, update, share, earnings, isUnreadable }: Reward,
  now: number,
): string {
  if (failure !== undefined) return `Round ${roundId} failed: ${failureWords[failure]}.`;
  if (phase !== "Settled") {
    const end = phaseEnd(deadlines, phase);
    const until = end === undefined ? "anyone may settle it" : `until ${formatMoment(end.at, now)}`;
    return `Round ${roundId} is in ${phase}, ${until}: it is not settled.`;
  }
  if (update.position === null) return `Round ${roundId}: the update was never revealed.`;
  if (isUnreadable) {
    return `Round ${roundId}: its scores were revealed through another contract; they are in the trace of that transaction.`;
  }
  if (share === undefined || share.score === 0) {
    return `Round ${roundId}: its score is 0. Why: commonweights rewards explain ${roundId}`;
  }
  const isClaimed = earnings.some(({ claimed }) => claimed > 0n);
  return `Round ${roundId}: ${isClaimed ? "everything was claimed before" : "nothing was paid in"}.`;
}
