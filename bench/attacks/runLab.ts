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

/** Runs the whole plan; `progress` hears of each finished row. The same plan gives the same result. */
export function runLab(plan: LabPlan, settings: LabResult["settings"], progress: (what: string) => void): LabResult {
  return {
    settings,
    worlds: plan.sources.map(describe),
    oracles: collect("oracles", runOracles(plan), progress),
    gains: collect("identities", runGains(plan), progress),
    pay: collect("contributors", runPay(plan), progress),
    robustness: collect("rules", runRobustness(plan), progress),
  };
}

function collect<T extends { readonly attack: string }>(
  part: string,
  rows: Iterable<T>,
  progress: (what: string) => void,
): T[] {
  const all: T[] = [];
  for (const row of rows) {
    all.push(row);
    progress(`${part} ${all.length}: ${row.attack}`);
  }
  return all;
}

function describe({ name, owners, rounds, seeds, build }: LabSource): WorldNote {
  const { slices } = build({ owners, alpha: 1, rounds, seed: seeds[0] as number });
  const rootRows = Math.min(...slices.map(({ root }) => root.labels.length));
  const validationRows = Math.min(...slices.map(({ validation }) => validation.labels.length));
  const limit = Math.min(rootRows, validationRows) < SMALL_SLICE ? LIMIT_SMALL : LIMIT;
  return { name, owners, seeds: seeds.length, rounds, rootRows, validationRows, limit };
}
