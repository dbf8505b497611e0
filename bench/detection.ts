import { parseArgs } from "node:util";
import { type DetectionWorld, playWorld } from "./detection/playWorld.ts";
import { type DetectionRole, isBad, isUnpaid, roles } from "./detection/roles.ts";

const { values } = parseArgs({
  options: { seeds: { type: "string", default: "5" }, rounds: { type: "string", default: "10" } },
});
const LEAST_AUC: Record<number, number> = { 1: 0.95, 0.3: 0.78 };
const MOST_FREE_PAY = 0.02;

console.log(`${roles.length} contributors, ${roles.filter(isBad).length} of them bad, ${values.rounds} rounds, ${values.seeds} seeds; the production score. Pay per head: 1 is an equal share
of what was paid to all; mean over seeds (worst seed). AUC: the chance that a bad contributor has less than a good one.\n`);

const alphas = Object.keys(LEAST_AUC)
  .map(Number)
  .sort((a, b) => b - a);
const measured = alphas.map((alpha) =>
  Array.from({ length: Number(values.seeds) }, (_, s) =>
    playWorld({ seed: s + 1, alpha, rounds: Number(values.rounds) }),
  ),
);

console.log(`| pay per head | ${alphas.map((alpha) => `α = ${alpha}`).join(" | ")} |`);
console.log(`|---|${alphas.map(() => "---|").join("")}`);
for (const role of new Set(roles)) {
  const cells = measured.map((worlds) => {
    const pays = worlds.map((world) => payOf(world, role));
    return `${mean(pays).toFixed(3)} (${(isBad(role) ? Math.max(...pays) : Math.min(...pays)).toFixed(3)})`;
  });
  console.log(`| ${[role, ...cells].join(" | ")} |`);
}
for (const [name, of] of [
  ["AUC by pay", (world: DetectionWorld) => aucOf(world.pay)],
  ["AUC by φ", (world: DetectionWorld) => aucOf(world.phi)],
  ["accuracy after the last round", (world: DetectionWorld) => world.accuracy],
  ["honest updates called a copy or idle", (world: DetectionWorld) => world.honestRefusals],
] as const) {
  console.log(`| ${[name, ...measured.map((worlds) => mean(worlds.map(of)).toFixed(3))].join(" | ")} |`);
}

console.log("\n| target | α | measured | |");
console.log("|---|---|---|---|");
let isMissed = false;
for (const [k, alpha] of alphas.entries()) {
  const worlds = measured[k] as DetectionWorld[];
  const auc = mean(worlds.map(({ pay }) => aucOf(pay)));
  print(`AUC by pay ≥ ${LEAST_AUC[alpha]}`, alpha, auc, auc >= (LEAST_AUC[alpha] as number));
  for (const role of roles.filter(isUnpaid)) {
    const pay = mean(worlds.map((world) => payOf(world, role)));
    print(`${role} ≤ ${MOST_FREE_PAY}`, alpha, pay, pay <= MOST_FREE_PAY);
  }
}
if (isMissed) process.exitCode = 1;

function print(target: string, alpha: number, figure: number, isMet: boolean): void {
  if (!isMet) isMissed = true;
  console.log(`| ${target} | ${alpha} | ${figure.toFixed(3)} | ${isMet ? "pass" : "MISS"} |`);
}

/** Mean pay of a role, relative to an equal share of everything paid. */
function payOf({ pay }: DetectionWorld, role: DetectionRole): number {
  return mean([...pay].filter((_, i) => roles[i] === role)) / mean([...pay]);
}

/** P(bad < good) + P(bad = good) / 2 over all pairs (Mann and Whitney 1947). */
function aucOf(amounts: Float64Array): number {
  const [bad, good] = [true, false].map((side) =>
    [...amounts].filter((_, i) => isBad(roles[i] as DetectionRole) === side),
  );
  return mean((bad ?? []).flatMap((low) => (good ?? []).map((high) => (low < high ? 1 : low === high ? 0.5 : 0))));
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}
