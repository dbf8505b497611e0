import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { type BuildPopulationParameters, buildPopulation } from "../services/demo/buildPopulation.ts";
import { penguinsPath } from "../services/demo/penguinsPath.ts";
import { tableOfRecords } from "../services/demo/tableOfRecords.ts";
import { parseTable } from "../src/learning/table/parseTable.ts";
import { compareMethods, type MethodRow } from "./contribution/compareMethods.ts";
import type { GameRounds } from "./contribution/GameRounds.ts";
import { measureLarge } from "./contribution/measureLarge.ts";
import { syntheticRounds } from "./contribution/syntheticRounds.ts";
import { tableRounds } from "./contribution/tableRounds.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "3" },
    rounds: { type: "string", default: "8" },
    data: { type: "string", multiple: true, default: [] },
    label: { type: "string", multiple: true, default: [] },
    /** Only this: a round of so many contributors whose terms arrive one at a time. */
    large: { type: "string" },
  },
});
if (values.data.length !== values.label.length) {
  console.error("Give one --label for each --data.");
  process.exit(1);
}
if (values.large !== undefined) {
  const { parameters, seconds, mebibytes, nodes, gradients } = measureLarge(Number(values.large));
  console.log("| contributors | parameters | nodes | gradients | processor s | peak MiB |");
  console.log("|---|---|---|---|---|---|");
  const cells = [values.large, parameters, nodes, gradients, seconds.toFixed(1), mebibytes.toFixed(0)];
  console.log(`| ${cells.join(" | ")} |`);
  process.exit();
}

const CONTRIBUTORS = 10;
const TABLE_ROUNDS = 3;
const MANY_CONTRIBUTORS = 100;
const MANY_ROUNDS = 2;
/** A gradient is one pass forwards and one backwards, which costs about twice as much. */
const EVALUATIONS_PER_GRADIENT = 3;

const seeds = Array.from({ length: Number(values.seeds) }, (_, s) => s + 1);
const penguins = tableOfRecords(JSON.parse(readFileSync(penguinsPath, "utf8")) as Record<string, unknown>[]);
const tables: (Pick<BuildPopulationParameters, "table" | "label" | "ownerColumn"> & { name: string })[] = [
  { name: "penguins", table: penguins, label: "Species", ownerColumn: "Island" },
  ...values.data.map((path, i) => ({
    name: basename(path, ".csv"),
    table: parseTable(readFileSync(path, "utf8")),
    label: values.label[i] as string,
  })),
];

console.log(`${CONTRIBUTORS} contributors, ${seeds.length} seeds; values are summed over a seed's rounds and compared with exact Shapley values
of the same game. Distances are in nats; a stated error is a method's own standard error, relative as L2; cost is
per round.`);
report(
  `synthetic 64-32-10, ${values.rounds} rounds`,
  seeds.map((seed) => syntheticRounds(seed, Number(values.rounds), CONTRIBUTORS)),
);
for (const { name, ...source } of tables) {
  const worlds = seeds.map((seed) =>
    tableRounds(buildPopulation({ ...source, contributors: CONTRIBUTORS, rounds: TABLE_ROUNDS, seed })),
  );
  report(`${name}, ${TABLE_ROUNDS} rounds`, worlds);
}
printRows(
  `synthetic 64-32-10, ${MANY_CONTRIBUTORS} contributors, ${MANY_ROUNDS} rounds, 1 seed, additive game, against its first row`,
  compareMethods("additive", [syntheticRounds(1, MANY_ROUNDS, MANY_CONTRIBUTORS)]),
);

function report(name: string, worlds: readonly GameRounds[]): void {
  for (const kind of ["additive", "renormalised"] as const) {
    const rows = compareMethods(kind, worlds);
    printRows(`${name}, ${kind} game`, rows);
    console.log("\n| target | measured | |");
    console.log("|---|---|---|");
    for (const [target, measured, isMet] of targetsOf(kind, rows)) {
      console.log(`| ${target} | ${measured} | ${isMet ? "pass" : "MISS"} |`);
    }
  }
}

function printRows(title: string, rows: readonly MethodRow[]): void {
  console.log(`\n### ${title}\n`);
  console.log(
    "| method | cosine distance | Euclidean | greatest | ρ | r | relative L2 | stated error | evaluations | gradients | processor ms |",
  );
  console.log("|---|---|---|---|---|---|---|---|---|---|---|");
  for (const row of rows) console.log(`| ${cellsOf(row).join(" | ")} |`);
}

function cellsOf(row: MethodRow): string[] {
  return [
    row.name,
    row.cosineDistance.toFixed(5),
    row.distance.toFixed(4),
    row.greatest.toFixed(4),
    row.spearman.toFixed(3),
    row.pearson.toFixed(3),
    row.relative.toFixed(4),
    Number.isNaN(row.stated) ? "" : row.stated.toFixed(4),
    row.evaluations.toFixed(0),
    row.gradients.toFixed(0),
    (1000 * row.seconds).toFixed(1),
  ];
}

function targetsOf(kind: "additive" | "renormalised", rows: readonly MethodRow[]): [string, string, boolean][] {
  const row = (name: string): MethodRow => rows.find((candidate) => candidate.name === name) as MethodRow;
  const exact = row("exact Shapley");
  const gtg = row("GTG-Shapley");
  const path = rows.find(({ name }) => name === "path-integrated, 2 nodes");
  const costOf = ({ evaluations, gradients }: MethodRow): number => evaluations + EVALUATIONS_PER_GRADIENT * gradients;
  const fewer = (other: MethodRow): number => costOf(exact) / costOf(other);
  const mostLeaveOneOut = kind === "additive" ? 0.97 : 0.8;
  const leaveOneOut = row("leave-one-out").spearman;
  return [
    ...(path === undefined
      ? []
      : ([
          ["path-integrated, 2 nodes: ρ ≥ 0.99", path.spearman.toFixed(3), path.spearman >= 0.99],
          ["path-integrated, 2 nodes: relative L2 ≤ 0.02", path.relative.toFixed(4), path.relative <= 0.02],
          ["path-integrated, 2 nodes: ≥ 3 × fewer evaluations", `${fewer(path).toFixed(0)} ×`, fewer(path) >= 3],
        ] as [string, string, boolean][])),
    ["GTG-Shapley: ρ ≥ 0.98", gtg.spearman.toFixed(3), gtg.spearman >= 0.98],
    ["GTG-Shapley: ≥ 3 × fewer evaluations", `${fewer(gtg).toFixed(1)} ×`, fewer(gtg) >= 3],
    [`leave-one-out is clearly worse: ρ < ${mostLeaveOneOut}`, leaveOneOut.toFixed(3), leaveOneOut < mostLeaveOneOut],
  ];
}
