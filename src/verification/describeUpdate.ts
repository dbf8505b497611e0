import { formatUnits } from "ethers";
import type { PrivacyPlan } from "../learning/privacy/PrivacyPlan.ts";
import type { Work } from "../scoring/createWorkTest.ts";
import { FULL_SCORE } from "../scoring/settlement.ts";
import type { ExplainedUpdate, OracleScore } from "./explainUpdate.ts";
import type { Measured } from "./measureUpdate.ts";
import { percentOf } from "./percentOf.ts";
import { statusWords } from "./statusWords.ts";

type Revealed = NonNullable<ExplainedUpdate["revealed"]>;

/** What happened to an update as plain sentences, one per step. */
export function describeUpdate(explained: ExplainedUpdate): string {
  const { roundId, contributor, revealed } = explained;
  const steps = revealed === undefined ? unrevealedSteps(explained) : revealedSteps(explained, revealed);
  return [`Round ${roundId}, contributor ${contributor}`, ...steps.map((step, i) => `${i + 1}. ${step}`)].join("\n");
}

function unrevealedSteps(explained: ExplainedUpdate): string[] {
  return [
    committed(explained),
    "Revealed: never. There is no update to score; its deposit went to the model's reserve.",
  ];
}

function revealedSteps(explained: ExplainedUpdate, revealed: Revealed): string[] {
  const { reveal, position, measured, oracles } = revealed;
  const { explanation } = measured;
  const words = statusWords[explanation.status];
  return [
    committed(explained),
    `Revealed: ${timeOf(reveal.revealedAt)}, at position ${position} of every vector. File: ${reveal.updateDigest}.`,
    `Readable: ${readable(measured)}`,
    ...(measured.privacy === undefined ? [] : [`Privacy: ${privacy(measured.privacy)}`]),
    ...(explanation.status === "malformed" ? [] : [`Own: ${own(measured)}`]),
    ...(explanation.work === undefined ? [] : [`Work: ${work(measured, explanation.work)}`]),
    ...(words.isValued ? valued(measured) : []),
    `Outcome: ${words.outcome} Recomputed score: ${partsOf(measured.score)}.`,
    `Oracles:\n${oracles.map((oracle) => `   ${oracleScore(oracle, oracles)}`).join("\n")}`,
    `Settled: ${partsOf(revealed.consensus)}, ${agreement(revealed)}`,
    `Paid: ${payment(explained, revealed)}`,
    ...revealed.missing.map((what) => `Not fetched, and scored as unreadable: ${what}.`),
  ];
}

function committed({ commit, commitPlace: [place, of] }: ExplainedUpdate): string {
  const right = commit.licenseId === 0n ? "which it owned" : `under license ${commit.licenseId}`;
  const when = timeOf(Number(commit.committedAt));
  return `Committed: ${when}, as number ${place} of ${of}. Trained on dataset ${commit.datasetId}, ${right}.`;
}

function readable({ explanation, length }: Measured): string {
  if (explanation.defect !== undefined) return `no: ${explanation.defect}.`;
  return `yes. Its length is ${digits(length ?? 0)}.`;
}

function privacy({ epsilon, delta, clipNorm, noiseMultiplier, samplingRate, steps, earlier }: PrivacyPlan): string {
  const training = `${steps} steps, sampling rate ${digits(samplingRate)}, noise multiplier ${digits(noiseMultiplier)}, clip norm ${digits(clipNorm)}`;
  const before = earlier.length === 0 ? "" : `, after ${earlier.length} earlier trainings on the same rows`;
  return `its contributor declares ε = ${digits(epsilon)} at δ = ${digits(delta)} (${training}${before}); only the contributor knows whether it trained like that.`;
}

function own({ explanation, original }: Measured): string {
  if (original === undefined)
    return "it repeats no earlier commit of this round and nothing that was published before.";
  const likeness = (explanation.likeness ?? 0).toFixed(6);
  return `no: it repeats the update of ${original.contributor} in round ${original.roundId} (cosine ${likeness}).`;
}

function work({ leastNovelty }: Measured, { novelty, evidence }: Work): string {
  const aimed = `where it is new, it is aimed at the task ${digits(evidence)} times as much as noise reaches`;
  return `${part(novelty)} of its length is not made of public updates (at least ${part(leastNovelty)} must be); ${aimed} (at least 1 must be).`;
}

function part(value: number): string {
  return `${digits(100 * value)} %`;
}

function valued(measured: Measured): string[] {
  const { explanation, length, lossBefore, lossAfter, gainError, significance, fullPayGain, positiveValue } = measured;
  const { clipFactor, trust, phi } = explanation;
  const clipped = clipFactor * (length ?? 0);
  const gain = lossBefore - lossAfter;
  const whole = Math.max(fullPayGain, positiveValue);
  const chance = measured.isSignificant ? "beyond chance" : "within chance";
  return [
    clipFactor < 1
      ? `Clipped: from length ${digits(length ?? 0)} to ${digits(clipped)}, that of the root slice's update (factor ${digits(clipFactor)}).`
      : "Clipped: no; it is not longer than the root slice's update.",
    `Trust: ${digits(trust)}, the cosine to the root slice's update, not below 0.`,
    `Value: ${digits(phi)} nats of the round's gain of ${digits(gain)} nats (validation loss ${digits(lossBefore)} to ${digits(lossAfter)}).`,
    `Significance: the gain is ${digits(gain / gainError)} standard errors of ${digits(gainError)} nats; above ${significance} it is beyond chance. This round is ${chance}.`,
    `Scale: the whole pot stands for ${digits(whole)} nats, the larger of the full-pay gain ${digits(fullPayGain)} and the sum of all positive values ${digits(positiveValue)}.`,
  ];
}

function oracleScore({ oracle, stake, score }: OracleScore, all: readonly OracleScore[]): string {
  const total = all.reduce((sum, other) => sum + other.stake, 0n);
  const part = percentOf(stake, total);
  return `${oracle} (${part} of the stake) ${score === undefined ? "revealed no scores" : `says ${score}`}`;
}

function agreement({ consensus, totalScore, measured }: Revealed): string {
  const share =
    totalScore === 0n
      ? "no share, because nobody earned any"
      : `${percentOf(BigInt(consensus), totalScore)} of all that was earned`;
  const verdict = consensus === measured.score ? "as recomputed" : `which is not the recomputed ${measured.score}`;
  return `${verdict}: ${share}, now and of whatever reaches the pot later.`;
}

function payment({ unit }: ExplainedUpdate, { consensus, claimed, claimable, revenueShare }: Revealed): string {
  const amount = (units: bigint) => `${formatUnits(units, unit.decimals)} ${unit.symbol}`;
  const shared =
    revenueShare === undefined || consensus === 0
      ? ""
      : ` ${percentOf(revenueShare.shareBps, 10_000n)} of it belongs to the owner of dataset ${revenueShare.datasetId}.`;
  return `${amount(claimed)} claimed, ${amount(claimable)} claimable now.${shared}`;
}

function partsOf(score: number): string {
  return `${score} of ${FULL_SCORE} parts of the pot (${percentOf(BigInt(score), FULL_SCORE)})`;
}

function digits(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function timeOf(seconds: number): string {
  return `${new Date(1000 * seconds).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
