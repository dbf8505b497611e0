import { identityAttacks } from "./identityAttacks.ts";
import type { LabPlan } from "./LabPlan.ts";
import type { GainRow } from "./LabResult.ts";
import { measureGain } from "./measureGain.ts";
import { playClean } from "./playClean.ts";
import { ratio } from "./ratio.ts";

const ALPHA = 0.5;
/** The first owners of each world take their turn as the attacker, one at a time. */
const OWNERS_TRIED = 3;

/** What an owner gains by sending its honest work longer, in parts, or more than once. */
export function* runGains({ sources }: LabPlan): Generator<GainRow> {
  for (const { name, owners, rounds, seeds, build } of sources) {
    const worlds = seeds.map((seed) => playClean(build({ owners, alpha: ALPHA, rounds, seed })));
    for (const { name: attack, attack: submit } of identityAttacks) {
      let pay = 0;
      let honestPay = 0;
      for (const world of worlds) {
        for (let owner = 0; owner < OWNERS_TRIED; owner++) {
          const measure = measureGain(world, submit, owner);
          pay += measure.pay;
          honestPay += measure.honestPay;
        }
      }
      const relative = ratio(pay, honestPay);
      yield { attack, world: name, gain: relative === null ? null : relative - 1 };
    }
  }
}
