import { aggregationRules } from "../aggregationRules.ts";
import { contributorAttacks } from "./contributorAttacks.ts";
import type { LabPlan } from "./LabPlan.ts";
import type { RobustnessRow } from "./LabResult.ts";
import { trainUnderAttack } from "./trainUnderAttack.ts";

/** The attacks that rules are compared under; the backdoor counts as an attack on accuracy here. */
export const ROBUSTNESS_ATTACKS = [
  "label flip",
  "sign flip",
  "sign flip ×5",
  "ALIE, optimal",
  "IPM 0.5",
  "IPM 2",
  "Gaussian",
  "backdoor",
] as const;
export const NO_ATTACK = "none";

/** Trains under every attack with every aggregation rule. */
export function* runRobustness({ robustness }: LabPlan): Generator<RobustnessRow> {
  const { sources, rounds, part, alpha } = robustness;
  for (const { name, owners, seeds, build } of sources) {
    const worlds = seeds.map((seed) => build({ owners, alpha, rounds: 1, seed }));
    for (const [rule, make] of Object.entries(aggregationRules)) {
      for (const attack of [NO_ATTACK, ...ROBUSTNESS_ATTACKS]) {
        const trained = worlds.map((world) =>
          trainUnderAttack({
            world,
            rule: make,
            attack: contributorAttacks.find((candidate) => candidate.name === attack),
            attackers: Math.floor(part * owners),
            rounds,
          }),
        );
        yield {
          world: name,
          rule,
          attack,
          accuracy: trained.reduce((sum, { accuracy }) => sum + accuracy, 0) / trained.length,
          backdoor: trained.reduce((sum, { backdoor }) => sum + backdoor, 0) / trained.length,
        };
      }
    }
  }
}
