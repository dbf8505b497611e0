import type { LabPlan, LabSource } from "./LabPlan.ts";
import type { LabResult, WorldNote } from "./LabResult.ts";
import { runGains } from "./runGains.ts";
import { runOracles } from "./runOracles.ts";
import { runPay } from "./runPay.ts";
import { runRobustness } from "./runRobustness.ts";

/** Attackers may be paid this much of honest pay where slices are small, and this much where they are not. */
const LIMIT_SMALL = 0.05;
const LIMIT = 0.02;
const SMALL_SLICE = 100;

/** What may be run alone. */
export const LAB_PARTS = ["oracles", "identities", "contributors", "rules"] as const;
export type LabPart = (typeof LAB_PARTS)[number];

export type RunLabParameters = {
  readonly plan: LabPlan;
  /** What is left out has no rows in the result. */
  readonly parts: readonly LabPart[];
  /** What the run was asked for, to be kept with its result. */
  readonly settings: LabResult["settings"];
  /** Hears of each finished row. */
  readonly progress: (what: string) => void;
};

/** Runs a plan. The same plan gives the same result. */
export function runLab({ plan, parts, settings, progress }: RunLabParameters): LabResult {
  const collect = <T extends { readonly attack: string }>(part: LabPart, rows: Iterable<T>): T[] => {
    const all: T[] = [];
    if (!parts.includes(part)) return all;
    for (const row of rows) {
      all.push(row);
      progress(`${part} ${all.length}: ${row.attack}`);
    }
    return all;
  };
  return {
    settings,
    worlds: plan.sources.map(describe),
    oracles: collect("oracles", runOracles(plan)),
    gains: collect("identities", runGains(plan)),
    pay: collect("contributors", runPay(plan)),
    robustness: collect("rules", runRobustness(plan)),
  };
}

function describe({ name, owners, rounds, seeds, build }: LabSource): WorldNote {
  const { slices } = build({ owners, alpha: 1, rounds, seed: seeds[0] as number });
  const rootRows = Math.min(...slices.map(({ root }) => root.labels.length));
  const validationRows = Math.min(...slices.map(({ validation }) => validation.labels.length));
  const limit = Math.min(rootRows, validationRows) < SMALL_SLICE ? LIMIT_SMALL : LIMIT;
  return { name, owners, seeds: seeds.length, rounds, rootRows, validationRows, limit };
}
