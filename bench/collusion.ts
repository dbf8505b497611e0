import { createRandom } from "../src/learning/createRandom.ts";
import type { RevealedVector } from "../src/scoring/consensus.ts";
import { PARTS_PER_BILLION } from "../src/scoring/PARTS_PER_BILLION.ts";
import { settle } from "../src/scoring/settlement.ts";

const ORACLES = 9;
const COLLUDERS = 4;
const PARTICIPANTS = 12;
/** Worth nothing; the colluders give it everything. */
const SHILL = PARTICIPANTS - 1;
/** Standard deviation of an honest oracle's error, relative to each score. */
const HONEST_NOISE = 0.05;
const ROUNDS = 200;
const TOTAL_STAKE = 1_000_000n;
const FEE = 1_000_000_000_000n;
const COLLUDING_PERCENT = [20, 33, 45, 55];

console.log(`${ORACLES} oracles, ${COLLUDERS} of them colluding with the given part of the stake, score ${PARTICIPANTS} participants, one of which is a shill
worth nothing. Honest oracles err by ${100 * HONEST_NOISE} % of each score; the colluders give the shill the whole pot. Means over ${ROUNDS} rounds.
Share: what the shill gets of everything handed out. Fee: pay per unit of stake, 1 is the whole fee of that stake.\n`);
console.log(
  "| colluding stake | share by the mean | share by the settlement | earned of the pot | fee of a colluder | fee of an honest oracle | target: ≤ 45 %: settlement 0, mean ≥ 19 % |",
);
console.log("|---|---|---|---|---|---|---|");
let isMissed = false;
for (const percent of COLLUDING_PERCENT) {
  const rounds = Array.from({ length: ROUNDS }, (_, round) => playRound(percent, round));
  const mean = (of: (round: ReturnType<typeof playRound>) => number): number =>
    rounds.reduce((sum, round) => sum + of(round), 0) / ROUNDS;
  const byMean = mean(({ meanShare }) => meanShare);
  const bySettlement = Math.max(...rounds.map(({ settledShare }) => settledShare));
  const isMet = bySettlement === 0 && byMean >= 0.19;
  const isTarget = percent <= 45;
  if (isTarget && !isMet) isMissed = true;
  const cells = [
    `${percent} %`,
    percentOf(byMean),
    percentOf(mean(({ settledShare }) => settledShare)),
    percentOf(mean(({ earned }) => earned)),
    mean(({ colluderFee }) => colluderFee).toFixed(3),
    mean(({ honestFee }) => honestFee).toFixed(3),
    isTarget ? (isMet ? "pass" : "MISS") : "a majority decides",
  ];
  console.log(`| ${cells.join(" | ")} |`);
}
if (isMissed) process.exitCode = 1;

function playRound(percent: number, round: number) {
  const random = createRandom(percent, round);
  const worth = Array.from({ length: PARTICIPANTS }, (_, i) => (i === SHILL ? 0 : 0.2 + random.uniform()));
  const colluding = (TOTAL_STAKE * BigInt(percent)) / 100n;
  const vectors: RevealedVector[] = Array.from({ length: ORACLES }, (_, k) =>
    k < COLLUDERS
      ? {
          scores: worth.map((_w, i) => (i === SHILL ? PARTS_PER_BILLION : 0)),
          stake: colluding / BigInt(COLLUDERS),
        }
      : {
          scores: toScores(worth.map((value) => Math.max(0, value * (1 + HONEST_NOISE * random.gaussian())))),
          stake: (TOTAL_STAKE - colluding) / BigInt(ORACLES - COLLUDERS),
        },
  );
  const totalStake = vectors.reduce((sum, { stake }) => sum + stake, 0n);
  const { consensus, totalScore, feePayments } = settle(vectors, totalStake, 1n, FEE);
  const meanScores = worth.map((_, i) =>
    vectors.reduce((sum, { scores, stake }) => sum + ((scores[i] as number) * Number(stake)) / Number(totalStake), 0),
  );
  const feePerStake = (from: number, to: number): number => {
    const paid = feePayments.slice(from, to).reduce((sum, payment) => sum + payment, 0n);
    const stake = vectors.slice(from, to).reduce((sum, vector) => sum + vector.stake, 0n);
    return Number(paid) / Number((FEE * stake) / totalStake);
  };
  return {
    meanShare: (meanScores[SHILL] as number) / meanScores.reduce((sum, score) => sum + score, 0),
    settledShare: totalScore === 0n ? 0 : (consensus[SHILL] as number) / Number(totalScore),
    earned: Math.min(1, Number(totalScore) / PARTS_PER_BILLION),
    colluderFee: feePerStake(0, COLLUDERS),
    honestFee: feePerStake(COLLUDERS, ORACLES),
  };
}

/** Scaled to the whole pot and rounded down, as scores are. */
function toScores(worth: readonly number[]): number[] {
  const total = worth.reduce((sum, value) => sum + value, 0);
  return worth.map((value) => Math.floor((value / total) * PARTS_PER_BILLION));
}

function percentOf(part: number): string {
  return `${(100 * part).toFixed(1)} %`;
}
