import { words } from "../words.ts";
import type { Remedies } from "./Remedies.ts";

/** What a call would have needed, by the outcome that it expected. */
const forOutcome = [
  "A round's pot is opened once.",
  "Only a round that is not decided yet can do this. A settled round can still be funded.",
  "Wait until the round is settled.",
  "Money comes back only from a failed round. If it failed, close it first; then ask for the refund.",
  "Only a round whose sponsor stayed silent can do this.",
  "Only a round whose slices were void can do this.",
];

/** Errors of the reward pool. */
export const rewards = {
  RewardPoolWrongOutcome: ({ roundId, actual, expected }) => [
    `Round ${roundId} ${words.outcome(actual)}, which does not allow this`,
    forOutcome[Number(expected)] ?? "Check the round.",
  ],
  RewardPoolTokenNotOfRound: ({ roundId, token, expected }) => [
    `Round ${roundId} is not settled and takes only its own token ${expected}, not ${token}`,
    "Pay in its own token, or wait until it is settled: then it takes every accepted token.",
  ],
  RewardPoolNothingEarned: ({ roundId }) => [
    `Nobody earned anything in round ${roundId}, so nobody could ever claim this money`,
    "Pay into a round in which somebody has a share.",
  ],
  RewardPoolZeroAmount: () => ["The amount is zero", "Pay at least one smallest unit."],
  RewardPoolBadProof: ({ roundId, actual, expected }) => [
    `The share does not belong to round ${roundId}: its proof leads to ${actual}, and ${expected} is settled`,
    "Take position, score and proof from the settled round itself (`sharesOf`), for the account that contributed.",
  ],
  RewardPoolNothingToClaim: ({ token, contributor }) => [
    `Nothing is due to ${contributor} in the token ${token}`,
    "Its scores are zero, or everything paid in so far was claimed. More comes when the round's pot is paid into again.",
  ],
  RewardPoolNoRevenue: ({ datasetId, token }) => [
    `No revenue in the token ${token} waits for the owner of dataset ${datasetId}`,
    "Revenue comes when contributors who trained under a license with a revenue share claim their rewards.",
  ],
  RewardPoolNothingToRefund: ({ roundId, account }) => [
    `${account} paid nothing into round ${roundId} that could be refunded`,
    "It never paid, or had its money back before, or its pot went to the contributors.",
  ],
} satisfies Remedies;
