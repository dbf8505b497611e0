import { createRandom } from "../../src/learning/createRandom.ts";
import { PARTS_PER_BILLION } from "../../src/scoring/PARTS_PER_BILLION.ts";
import { settle } from "../../src/scoring/settlement.ts";
import type { LabPlan } from "./LabPlan.ts";
import type { OracleRow } from "./LabResult.ts";
import { oracleAttacks } from "./oracles/oracleAttacks.ts";
import { playClean } from "./playClean.ts";

const SEATS = 100;
const STAKE_PERCENTS = [20, 33, 45, 55] as const;
/** Honest oracles recompute the same bits, or add private test data and differ a little. */
const NOISES = [0, 0.05] as const;
const POT = 10n ** 24n;
const FEE = 10n ** 22n;

/** Settles the second round of the first world with attacking oracles in the committee: 100 seats of equal stake. */
export function* runOracles({ sources }: LabPlan): Generator<OracleRow> {
  const [source] = sources;
  if (source === undefined) return;
  const { owners, rounds, seeds, build } = source;
  const { clean } = playClean(build({ owners, alpha: 0.5, rounds, seed: seeds[0] as number }));
  const [before, after] = clean.rounds;
  const last = [...(before?.pay ?? []), 0];
  const right = [...(after?.pay ?? []), 0];
  for (const { name, reveal } of oracleAttacks) {
    for (const noise of NOISES) {
      for (const stakePercent of STAKE_PERCENTS) {
        const random = createRandom(1, stakePercent);
        const vectors = Array.from({ length: SEATS }, (_, seat) => ({
          scores:
            seat < stakePercent
              ? reveal({ right, last })
              : fit(right.map((score) => score * (1 + noise * (2 * random.uniform() - 1)))),
          stake: 1n,
        }));
        const settled = settle(vectors, BigInt(SEATS), POT, FEE);
        const means = right.map((_, i) => vectors.reduce((sum, { scores }) => sum + (scores[i] as number), 0) / SEATS);
        const fees = settled.feePayments.map(Number);
        yield {
          attack: name,
          stakePercent,
          noise,
          shillShare: partOf(settled.consensus, right.length - 1),
          shillShareByMean: partOf(means, right.length - 1),
          misdirected: distance(settled.consensus, right),
          feeShare: sum(fees.slice(0, stakePercent)) / sum(fees),
          feePaid: sum(fees.slice(0, stakePercent)) / stakePercent / (Number(FEE) / SEATS),
        };
      }
    }
  }
}

/** Whole parts per billion that sum to at most 1e9. */
function fit(scores: readonly number[]): number[] {
  const whole = Math.max(PARTS_PER_BILLION, sum(scores));
  return scores.map((score) => Math.floor((score / whole) * PARTS_PER_BILLION));
}

function partOf(scores: readonly number[], index: number): number {
  const total = sum(scores);
  return total === 0 ? 0 : (scores[index] as number) / total;
}

/** Half the sum of absolute differences between two divisions of a pot. */
function distance(a: readonly number[], b: readonly number[]): number {
  return a.reduce((total, _, i) => total + Math.abs(partOf(a, i) - partOf(b, i)), 0) / 2;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
