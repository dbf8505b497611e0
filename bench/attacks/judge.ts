import { IDLE } from "./contributorAttacks.ts";
import type { Check, LabResult, PayRow } from "./LabResult.ts";
import { COLLUSION } from "./oracles/oracleAttacks.ts";
import { NO_ATTACK, ROBUSTNESS_ATTACKS } from "./runRobustness.ts";

/** What one attack achieved in one kind of world, over all settings. */
export type Finding = { readonly world: string; readonly value: number; readonly limit: number };
export type Verdict = { readonly attack: string; readonly what: string; readonly findings: readonly Finding[] };

export type Judgement = {
  /** An attack is here when it passes its limit in one world at least; `findings` holds every world. */
  readonly succeeding: readonly Verdict[];
  readonly failing: readonly Verdict[];
  readonly checks: readonly Check[];
};

/** Accuracy that attackers may cost beyond what the absence of their data costs, and backdoor success beyond the clean model's. */
const MOST_HARM = 0.02;
const MOST_BACKDOOR = 0.1;
const MOST_SPLIT_GAIN = 0.01;
const MOST_SCALING_LOSS = 0.05;
const SCALING = "send ×10";
const MOST_SHILL = 0.001;
/** Stake up to which the median must hold. */
const MINORITY_PERCENT = 45;

/** Which attacks succeed, by the limits above, and which targets are met. */
export function judge(result: LabResult): Judgement {
  const verdicts = [
    ...payVerdicts(result),
    ...harmVerdicts(result),
    ...gainVerdicts(result),
    ...oracleVerdicts(result),
  ];
  const succeeds = ({ findings }: Verdict): boolean => findings.some(({ value, limit }) => value > limit);
  return {
    succeeding: verdicts.filter(succeeds),
    failing: verdicts.filter((verdict) => !succeeds(verdict)),
    checks: [...payChecks(result), ...gainChecks(result), ...oracleChecks(result), ...robustnessChecks(result)],
  };
}

function payVerdicts({ worlds, pay }: LabResult): Verdict[] {
  return namesOf(pay.filter(({ aim }) => aim !== "none")).map((attack) => ({
    attack,
    what: "pay, honest = 1",
    findings: worlds.map(({ name, limit }) => ({
      world: name,
      value: meanOf(pay.filter((row) => row.attack === attack && row.world === name).map((row) => row.pay ?? 0)),
      limit,
    })),
  }));
}

function harmVerdicts({ worlds, pay }: LabResult): Verdict[] {
  const harmful = pay.filter(({ aim }) => aim === "harm");
  const idleOf = (row: PayRow): PayRow =>
    pay.find(
      (other) =>
        other.attack === IDLE &&
        other.world === row.world &&
        other.alpha === row.alpha &&
        other.attackers === row.attackers,
    ) ?? row;
  const measure = (attack: string, what: string, limit: number, of: (row: PayRow) => number): Verdict => ({
    attack,
    what,
    findings: worlds.map(({ name }) => ({
      world: name,
      value: meanOf(harmful.filter((row) => row.attack === attack && row.world === name).map(of)),
      limit,
    })),
  });
  return namesOf(harmful).flatMap((attack) => [
    measure(attack, "accuracy lost", MOST_HARM, (row) => idleOf(row).accuracy - row.accuracy),
    ...(attack.startsWith("backdoor")
      ? [measure(attack, "backdoor success gained", MOST_BACKDOOR, (row) => row.backdoor - row.cleanBackdoor)]
      : []),
  ]);
}

function gainVerdicts({ worlds, gains }: LabResult): Verdict[] {
  return namesOf(gains).map((attack) => ({
    attack,
    what: "gain over one's honest pay",
    findings: worlds.map(({ name, limit }) => ({
      world: name,
      value: gains.find((row) => row.attack === attack && row.world === name)?.gain ?? 0,
      limit: attack === SCALING ? limit : MOST_SPLIT_GAIN,
    })),
  }));
}

function oracleVerdicts({ oracles }: LabResult): Verdict[] {
  return namesOf(oracles).flatMap((attack) =>
    [...new Set(oracles.map(({ stakePercent }) => stakePercent))].map((percent) => ({
      attack: `${attack}, ${percent} % of stake`,
      what: "part of the pot misdirected",
      findings: oracles
        .filter((row) => row.attack === attack && row.stakePercent === percent)
        .map(({ noise, misdirected }) => ({
          world: `honest oracles ±${100 * noise} %`,
          value: misdirected,
          // Medians of noisy scores are themselves off by a part of the noise.
          limit: MOST_SHILL + noise,
        })),
    })),
  );
}

function payChecks(result: LabResult): Check[] {
  const paid = payVerdicts(result);
  if (paid.length === 0) return [];
  return result.worlds.map(({ name, limit }): Check => {
    const above = paid.filter(({ findings }) => findings.some(({ world, value }) => world === name && value > limit));
    return {
      target: `${name}: no attack is paid more than ${percent(limit)} of honest pay`,
      measured: `${above.length} of ${paid.length} are${above.length === 0 ? "" : ": "}${above.map(({ attack }) => attack).join("; ")}`,
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

function namesOf(rows: readonly { readonly attack: string }[]): string[] {
  return [...new Set(rows.map(({ attack }) => attack))];
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}
