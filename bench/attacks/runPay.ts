import type { LabWorld } from "../worlds/LabWorld.ts";
import { contributorAttacks, type NamedAttack } from "./contributorAttacks.ts";
import type { LabPlan } from "./LabPlan.ts";
import type { PayRow } from "./LabResult.ts";
import { measurePay, type PayMeasure } from "./measurePay.ts";
import { type PlayedWorld, playWorld } from "./playWorld.ts";
import { ratio } from "./ratio.ts";

/** Plays every attack in every setting of every world. */
export function* runPay({ sources, settings }: LabPlan): Generator<PayRow> {
  for (const { name, owners, rounds, seeds, build } of sources) {
    const played = new Map<number, { world: LabWorld; clean: PlayedWorld }[]>();
    for (const { alpha, part } of settings) {
      if (!played.has(alpha)) {
        const worlds = seeds.map((seed) => build({ owners, alpha, rounds, seed }));
        played.set(
          alpha,
          worlds.map((world) => ({ world, clean: playWorld(world, new Map()) })),
        );
      }
      const attackers = Math.max(1, Math.floor(part * owners));
      for (const attack of contributorAttacks) {
        const measures = (played.get(alpha) ?? []).map(({ world, clean }) =>
          measurePay(world, attack, attackers, clean),
        );
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
