import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { penguinsPath } from "../services/demo/penguinsPath.ts";
import { tableOfRecords } from "../services/demo/tableOfRecords.ts";
import type { TrainingOptions } from "../src/learning/TrainingOptions.ts";
import { parseTable } from "../src/learning/table/parseTable.ts";
import { strategies } from "./communication/strategies.ts";
import { syntheticWorld } from "./communication/syntheticWorld.ts";
import { tableWorld } from "./communication/tableWorld.ts";
import { trainInStep } from "./communication/trainInStep.ts";
import { type Trained, trainTogether } from "./communication/trainTogether.ts";
import type { World } from "./communication/World.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "3" },
    rounds: { type: "string", default: "40" },
    optimizer: { type: "string", default: "adamw" },
    data: { type: "string", multiple: true, default: [] },
    label: { type: "string", multiple: true, default: [] },
  },
});
if (values.data.length !== values.label.length) {
  console.error("Give one --label for each --data.");
  process.exit(1);
}

const WORKERS = 8;
const work = { steps: 20, batchSize: 32, weightDecay: 0.01 };
const training: TrainingOptions =
  values.optimizer === "sgd"
    ? { ...work, learningRate: 0.03, optimizer: { kind: "sgd", momentum: 0.9 } }
    : { ...work, learningRate: 0.003, optimizer: { kind: "adamw", beta1: 0.9, beta2: 0.99, epsilon: 1e-8 } };
const seeds = Array.from({ length: Number(values.seeds) }, (_, s) => s + 1);
const rounds = Number(values.rounds);
const BASELINE = "dense, in every step";

type Row = Trained & { readonly name: string; readonly accuracies: readonly number[] };

const rows = measure((seed) => syntheticWorld(WORKERS, seed));
const baseline = rowOf(BASELINE);
const averaged = rowOf("dense, averaged");

console.log(
  `Synthetic world, 64-32-10 network of 2,410 parameters, ${WORKERS} workers, ${training.steps} local steps of ${training.optimizer.kind},`,
);
console.log(
  `${rounds} rounds, mean of ${seeds.length} seeds (least, greatest). Bytes are the sizes of the files sent.\n`,
);
console.log(
  "| update | test loss | accuracy, % | bytes per worker and round | fewer than every step | than averaged |",
);
console.log("|---|---|---|---|---|---|");
for (const { name, loss, accuracy, accuracies, bytes } of rows) {
  const range = `${percent(accuracy)} (${percent(Math.min(...accuracies))}, ${percent(Math.max(...accuracies))})`;
  const factors = [baseline.bytes / bytes, averaged.bytes / bytes].map((factor) => `${factor.toFixed(1)} ×`);
  console.log(`| ${[name, loss.toFixed(3), range, Math.round(bytes).toLocaleString("en"), ...factors].join(" | ")} |`);
}

const standard = rowOf("12.5 %, 2 bits");
const lost = 100 * (rowOf("3.1 %, 2 bits").accuracy - rowOf("3.1 %, 2 bits, no error feedback").accuracy);
const checks: [claim: string, figure: string, isMet: boolean][] = [
  [
    "12.5 %, 2 bits within 1.0 point of dense averaging",
    `${(100 * (averaged.accuracy - standard.accuracy)).toFixed(2)} points`,
    100 * (averaged.accuracy - standard.accuracy) <= 1,
  ],
  [
    "… at 30 times fewer bytes than dense float32 in every step",
    `${(baseline.bytes / standard.bytes).toFixed(0)} ×`,
    baseline.bytes / standard.bytes >= 30,
  ],
  ["without error feedback, 3.1 % loses 20 points", `${lost.toFixed(1)} points`, lost >= 20],
];
console.log("\n| claim | measured | |\n|---|---|---|");
for (const [claim, figure, isMet] of checks) console.log(`| ${claim} | ${figure} | ${isMet ? "met" : "missed"} |`);

const penguins = tableOfRecords(JSON.parse(readFileSync(penguinsPath, "utf8")) as Record<string, unknown>[]);
const tables = [
  { name: "penguins", table: penguins, label: "Species" },
  ...values.data.map((path, i) => ({
    name: basename(path, ".csv"),
    table: parseTable(readFileSync(path, "utf8")),
    label: values.label[i] as string,
  })),
];
for (const { name, table, label } of tables) {
  console.log(`\n${name}: accuracy, %\n\n| update | mean | least | greatest |\n|---|---|---|---|`);
  for (const row of measure((seed) => tableWorld(table, label, WORKERS, seed))) {
    const figures = [row.accuracy, Math.min(...row.accuracies), Math.max(...row.accuracies)].map(percent);
    console.log(`| ${[row.name, ...figures].join(" | ")} |`);
  }
}
process.exitCode = checks.every(([, , isMet]) => isMet) ? 0 : 1;

function measure(worldOf: (seed: number) => World): Row[] {
  const worlds = seeds.map((seed) => ({ world: worldOf(seed), run: { training, rounds, seed } }));
  const results: [string, Trained[]][] = [
    [BASELINE, worlds.map(({ world, run }) => trainInStep(world, run))],
    ...Object.entries(strategies).map(([name, strategy]): [string, Trained[]] => [
      name,
      worlds.map(({ world, run }) => trainTogether(world, strategy, run)),
    ]),
  ];
  return results.map(([name, trained]) => ({
    name,
    loss: mean(trained.map(({ loss }) => loss)),
    accuracy: mean(trained.map(({ accuracy }) => accuracy)),
    bytes: mean(trained.map(({ bytes }) => bytes)),
    accuracies: trained.map(({ accuracy }) => accuracy),
  }));
}

function rowOf(name: string): Row {
  return rows.find((row) => row.name === name) as Row;
}

function percent(part: number): string {
  return (100 * part).toFixed(1);
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}
