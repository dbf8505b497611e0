import type { Check, LabResult } from "./LabResult.ts";
import { MINORITY_PERCENT, MOST_SCALING_LOSS, MOST_SHILL, MOST_SPLIT_GAIN, SCALING } from "./labLimits.ts";
import { meanPay } from "./meanPay.ts";
import { namesOf } from "./namesOf.ts";
import { COLLUSION } from "./oracles/oracleAttacks.ts";
import { NO_ATTACK, ROBUSTNESS_ATTACKS } from "./runRobustness.ts";

/** The targets that scores, settlement and rules were set, and what was measured. */
export function labChecks(result: LabResult): Check[] {
  return [...payChecks(result), ...gainChecks(result), ...oracleChecks(result), ...robustnessChecks(result)];
}

function payChecks(result: LabResult): Check[] {
  const paid = namesOf(result.pay.filter(({ aim }) => aim !== "none"));
  if (paid.length === 0) return [];
  return result.worlds.map(({ name, limit }): Check => {
    const above = paid.filter((attack) => meanPay(result.pay, attack, name) > limit);
    return {
      target: `${name}: no attack is paid more than ${percent(limit)} of honest pay`,
      measured: `${above.length} of ${paid.length} are${above.length === 0 ? "" : ": "}${above.join("; ")}`,
      isMet: above.length === 0,
    };
  });
}

function gainChecks({ gains }: LabResult): Check[] {
  if (gains.length === 0) return [];
  const splits = gains.filter(({ attack }) => attack !== SCALING);
  const [best] = splits.toSorted((a, b) => (b.gain ?? 0) - (a.gain ?? 0));
  const lost = Math.max(0, ...gains.filter(({ attack }) => attack === SCALING).map(({ gain }) => -(gain ?? 0)));
  return [
    {
      target: `identities behind one owner gain less than ${percent(MOST_SPLIT_GAIN)}`,
      measured: `at most ${percent(best?.gain ?? 0)}: ${best?.attack}, ${best?.world}`,
      isMet: (best?.gain ?? 0) < MOST_SPLIT_GAIN,
    },
    {
      target: `honest work sent ×10 loses less than ${percent(MOST_SCALING_LOSS)} of its pay`,
      measured: `at most ${percent(lost)} lost`,
      isMet: lost < MOST_SCALING_LOSS,
    },
  ];
}

function oracleChecks({ oracles }: LabResult): Check[] {
  const shills = oracles.filter(({ attack, stakePercent }) => attack === COLLUSION && stakePercent <= MINORITY_PERCENT);
  if (shills.length === 0) return [];
  const most = Math.max(...shills.map(({ shillShare }) => shillShare));
  const least = Math.min(...shills.map(({ shillShareByMean }) => shillShareByMean));
  return [
    {
      target: `up to ${MINORITY_PERCENT} % of stake: nothing to the shill, where the mean pays it 19 % and more`,
      measured: `median at most ${percent(most)}, mean at least ${percent(least)}`,
      isMet: most <= MOST_SHILL && least >= 0.19,
    },
  ];
}

function robustnessChecks({ robustness }: LabResult): Check[] {
  return namesOf(robustness.map(({ world }) => ({ attack: world }))).flatMap((world): Check[] => {
    const accuracy = (rule: string, attack: string): number =>
      robustness.find((row) => row.world === world && row.rule === rule && row.attack === attack)?.accuracy ??
      Number.NaN;
    const worst = Math.min(...ROBUSTNESS_ATTACKS.map((attack) => accuracy("FLTrust", attack)));
    const check = (target: string, value: number, isMet: boolean): Check => ({
      target: `${world}, 30 % attackers: ${target}`,
      measured: `${percent(value)}; without attackers ${percent(accuracy("FedAvg", NO_ATTACK))}`,
      isMet,
    });
    const flipped = accuracy("FedAvg", "sign flip");
    const flippedHard = accuracy("FedAvg", "sign flip ×5");
    const trimmed = accuracy("Trimmed mean", "sign flip");
    return [
      check("FLTrust at least 86 % under every attack", worst, worst >= 0.86),
      check("FedAvg at most 65 % under sign flip", flipped, flipped <= 0.65),
      check("FedAvg about 10 % under sign flip ×5 (at most 15 %)", flippedHard, flippedHard <= 0.15),
      check("trimmed mean at most 70 % under sign flip", trimmed, trimmed <= 0.7),
    ];
  });
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}
