import type { CleanWorld } from "./CleanWorld.ts";
import { contributorAttacks, type NamedAttack } from "./contributorAttacks.ts";
import type { LabPlan } from "./LabPlan.ts";
import type { PayRow } from "./LabResult.ts";
import { measurePay, type PayMeasure } from "./measurePay.ts";
import { playClean } from "./playClean.ts";
import { ratio } from "./ratio.ts";

/** Plays every attack in every setting of every world. */
export function* runPay({ sources, settings }: LabPlan): Generator<PayRow> {
  for (const { name, owners, rounds, seeds, build } of sources) {
    const worldsOf = new Map<number, readonly CleanWorld[]>();
    for (const { alpha, part } of settings) {
      const worlds = worldsOf.get(alpha) ?? seeds.map((seed) => playClean(build({ owners, alpha, rounds, seed })));
      worldsOf.set(alpha, worlds);
      const attackers = Math.max(1, Math.floor(part * owners));
      for (const attack of contributorAttacks) {
        const measures = worlds.map((world) => measurePay(world, attack, attackers));
        yield { ...pool(attack, measures), world: name, alpha, owners, attackers };
      }
    }
  }
}

function pool({ name, aim }: NamedAttack, measures: readonly PayMeasure[]) {
  const sum = (of: (measure: PayMeasure) => number): number => measures.reduce((total, one) => total + of(one), 0);
  const worst = measures.map(({ attackerPay, honestPay }) => ratio(attackerPay, honestPay) ?? 0);
  const changed = ratio(
    sum(({ honestPay }) => honestPay),
    sum(({ cleanPay }) => cleanPay),
  );
  return {
    attack: name,
    aim,
    pay: ratio(
      sum(({ attackerPay }) => attackerPay),
      sum(({ honestPay }) => honestPay),
    ),
    worstPay: Math.max(...worst),
    share: ratio(
      sum(({ attackerPay }) => attackerPay),
      sum(({ equalShare }) => equalShare),
    ),
    honestChange: changed === null ? null : changed - 1,
    accuracy: sum(({ accuracy }) => accuracy) / measures.length,
    cleanAccuracy: sum(({ cleanAccuracy }) => cleanAccuracy) / measures.length,
    backdoor: sum(({ backdoor }) => backdoor) / measures.length,
    cleanBackdoor: sum(({ cleanBackdoor }) => cleanBackdoor) / measures.length,
  };
}
