import type { RoundResult } from "../DemoResult.ts";
import { payOf } from "./payOf.ts";
import { roleWords } from "./roleWords.ts";
import { sumOf } from "./sumOf.ts";

/** Part of the contributors' pay that went to attackers, 0 to 1; null when nobody was paid. */
export function attackerShare(rounds: readonly RoundResult[]): number | null {
  const all = rounds.flatMap(({ contributors }) => contributors);
  const total = sumOf(all, payOf);
  return total > 0
    ? sumOf(
        all.filter(({ role }) => !roleWords[role].isHonest),
        payOf,
      ) / total
    : null;
}
