import type { RoundResult } from "../DemoResult.ts";
import type { Role } from "../population.ts";
import { payOf } from "./payOf.ts";

export type ContributorTotal = {
  readonly address: string;
  readonly name: string;
  readonly role: Role;
  /** Rounds it submitted to. */
  readonly rounds: number;
  /** Over all rounds, in tokens. */
  readonly pay: number;
  /** What its work earned the owners of licensed datasets, in tokens. */
  readonly revenueShare: number;
};

/** Everyone who contributed to any round, with its totals, in order of first appearance. */
export function contributorsOf(rounds: readonly RoundResult[]): ContributorTotal[] {
  const totals = new Map<string, ContributorTotal>();
  for (const contributor of rounds.flatMap(({ contributors }) => contributors)) {
    const { address, name, role } = contributor;
    const before = totals.get(address);
    totals.set(address, {
      address,
      name,
      role,
      rounds: (before?.rounds ?? 0) + 1,
      pay: (before?.pay ?? 0) + payOf(contributor),
      revenueShare: (before?.revenueShare ?? 0) + contributor.revenueShare,
    });
  }
  return [...totals.values()];
}
