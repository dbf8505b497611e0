import { IDLE } from "./contributorAttacks.ts";
import type { Check, LabResult, PayRow } from "./LabResult.ts";
import { labChecks } from "./labChecks.ts";
import { MINORITY_PERCENT, MOST_SHILL, MOST_SPLIT_GAIN, SCALING } from "./labLimits.ts";
import { meanPay } from "./meanPay.ts";
import { namesOf } from "./namesOf.ts";

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
/** Part of its fee that an oracle may keep without scoring. */
const MOST_IDLE_FEE = 0.05;

/** Which attacks succeed, by the limits above, and which targets are met. */
export function judge(result: LabResult): Judgement {
  const verdicts = [
    ...payVerdicts(result),
    ...harmVerdicts(result),
    ...gainVerdicts(result),
    ...oracleVerdicts(result),
    ...feeVerdicts(result),
  ];
  const succeeds = ({ findings }: Verdict): boolean => findings.some(({ value, limit }) => value > limit);
  return {
    succeeding: verdicts.filter(succeeds),
    failing: verdicts.filter((verdict) => !succeeds(verdict)),
    checks: labChecks(result),
  };
}

/** What every attack on scores was paid, beside what a world lets pass. */
function payVerdicts({ worlds, pay }: LabResult): Verdict[] {
  return namesOf(pay.filter(({ aim }) => aim !== "none")).map((attack) => ({
    attack,
    what: "pay, honest = 1",
    findings: worlds.map(({ name, limit }) => ({
      world: name,
      value: meanPay(pay, attack, name),
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

/** What a minority that does not score keeps of its fee, at the stake where that is most. */
function feeVerdicts({ oracles }: LabResult): Verdict[] {
  const minority = oracles.filter(({ stakePercent }) => stakePercent <= MINORITY_PERCENT);
  return namesOf(minority).map((attack) => ({
    attack: `${attack}, up to ${MINORITY_PERCENT} % of stake`,
    what: "part of a seat's fee for no work",
    findings: [...new Set(minority.map(({ noise }) => noise))].map((noise) => ({
      world: `honest oracles ±${100 * noise} %`,
      value: Math.max(
        ...minority.filter((row) => row.attack === attack && row.noise === noise).map(({ feePaid }) => feePaid),
      ),
      limit: MOST_IDLE_FEE,
    })),
  }));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
