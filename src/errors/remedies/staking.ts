import { words } from "../words.ts";
import type { Remedies } from "./Remedies.ts";

/** Errors of staking and of oracle seats. */
export const staking = {
  StakingAmountZero: () => ["The amount is zero", "Name at least one smallest unit."],
  StakingFreeStakeInsufficient: ({ account, amount, free }) => [
    `${account} has ${words.amount(free)} of free stake; this needs ${amount}`,
    "Stake more, or leave a seat first: stake that backs a seat is not free, and stake in the exit queue neither.",
  ],
  StakingExitUnknown: ({ account, exitId }) => [
    `${account} has no exit ${exitId}: it was never requested, or was released before`,
    "Look at the account's exits; each account counts its own from 1.",
  ],
  StakingExitLocked: ({ exitId, unlockedAt }) => [
    `Exit ${exitId} is locked until ${words.time(unlockedAt)}`,
    "Release it after that time.",
  ],
  StakingOffenceUsed: ({ offenceId }) => [
    `The offence ${offenceId} was punished before`,
    "An offence is punished once; there is nothing left to do.",
  ],
  OracleSeatsStakeTooLow: ({ stake, minSeatStake }) => [
    `A seat with ${words.amount(stake)} of stake is below the least of ${minSeatStake}`,
    "Put more free stake into the seat; stake more first if there is not enough.",
  ],
  OracleSeatsFull: ({ modelId, stake, leastStake }) => [
    `All seats of model ${modelId} are taken, and the least of them holds ${words.amount(leastStake)}, not less than ${stake}`,
    "More stake than the least displaces it. Put in more, or choose another model.",
  ],
  OracleSeatsNotSeated: ({ modelId, oracle }) => [
    `${oracle} has no seat of model ${modelId}`,
    "Take a seat first. A seat is lost when more stake displaces it, and when its oracle was slashed.",
  ],
  OracleSeatsParameterOutOfRange: ({ value, min, max }) => [
    `A parameter of ${value} is outside ${min} to ${max}`,
    "Propose a value inside the range.",
  ],
} satisfies Remedies;
