import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { type BuildPopulationParameters, buildPopulation } from "../services/demo/buildPopulation.ts";
import { penguinsPath } from "../services/demo/penguinsPath.ts";
import { tableOfRecords } from "../services/demo/tableOfRecords.ts";
import { parseTable } from "../src/learning/table/parseTable.ts";
import { correlations } from "./correlations.ts";
import { type MeasuredWorld, measureWorld } from "./measureWorld.ts";
import { syntheticTable } from "./worlds/syntheticTable.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "5" },
    rounds: { type: "string", default: "3" },
    contributors: { type: "string", multiple: true, default: ["8"] },
    data: { type: "string", multiple: true, default: [] },
    label: { type: "string", multiple: true, default: [] },
    invented: { type: "boolean", default: false },
  },
});
if (values.data.length !== values.label.length) {
  console.error("Give one --label for each --data.");
  process.exit(1);
}

type Source = { readonly name: string } & Pick<BuildPopulationParameters, "table" | "label" | "ownerColumn">;

const penguins: unknown = JSON.parse(readFileSync(penguinsPath, "utf8"));
const sources: Source[] = [
  {
    name: "penguins",
    table: tableOfRecords(penguins as Record<string, unknown>[]),
    label: "Species",
    ownerColumn: "Island",
  },
  ...values.data.map((path, i) => ({
    name: basename(path, ".csv"),
    table: parseTable(readFileSync(path, "utf8")),
    label: values.label[i] as string,
  })),
];
if (values.invented) {
  const invented = {
    "4 classes": { rows: 10_000, frequencies: [1, 1, 1, 1], features: 8, separation: 1.2, labelNoise: 0 },
    "3 easy classes": { rows: 10_000, frequencies: [1, 1, 1], features: 6, separation: 3, labelNoise: 0 },
    "5 classes, 70 to 1": { rows: 3_000, frequencies: [70, 20, 6, 3, 1], features: 6, separation: 1.5, labelNoise: 0 },
    "20 % label noise": { rows: 2_000, frequencies: [3, 2], features: 8, separation: 1, labelNoise: 0.2 },
    "200 rows": { rows: 200, frequencies: [3, 2, 2], features: 5, separation: 2, labelNoise: 0 },
  };
  for (const [i, [name, parameters]] of Object.entries(invented).entries()) {
    sources.push({ name, table: parseTable(syntheticTable({ ...parameters, seed: i + 1 })), label: "kind" });
  }
}

console.log(
  "Pay of an attacker is relative to the mean honest pay: mean over seeds (worst seed). Accuracy is on held-out rows.\n",
);
console.log(
  "| table | n | flipped | free rider | copycat | r | ρ | accuracy per round | alone | pooled | paid per round | significant | honest refused | s per seed |",
);
console.log("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
for (const { name, ...source } of sources) {
  for (const contributors of values.contributors.map(Number)) {
    const started = performance.now();
    const worlds = Array.from({ length: Number(values.seeds) }, (_, s) =>
      measureWorld(buildPopulation({ ...source, contributors, rounds: Number(values.rounds), seed: s + 1 })),
    );
    const seconds = (performance.now() - started) / 1000 / worlds.length;
    console.log(`| ${[name, contributors, ...report(worlds), seconds.toFixed(2)].join(" | ")} |`);
  }
}

function report(worlds: readonly MeasuredWorld[]): string[] {
  const { pearson, spearman } = correlations(worlds.flatMap(({ pairs }) => pairs));
  const rounds = worlds[0]?.accuracy.map((_, r) => r) ?? [];
  return [
    ...(["flipped", "freerider", "copycat"] as const).map((role) => {
      const relative = worlds
        .map((world) => meanPay(world, role) / meanPay(world, "honest"))
        .filter((pay) => !Number.isNaN(pay));
      return `${mean(relative).toFixed(3)} (${Math.max(...relative).toFixed(3)})`;
    }),
    pearson.toFixed(3),
    spearman.toFixed(3),
    rounds.map((r) => mean(worlds.map(({ accuracy }) => accuracy[r] as number)).toFixed(3)).join(" "),
    mean(worlds.map(({ alone }) => alone)).toFixed(3),
    mean(worlds.map(({ pooled }) => pooled)).toFixed(3),
    rounds.map((r) => mean(worlds.map(({ paidOut }) => paidOut[r] as number)).toFixed(2)).join(" "),
    rounds.map((r) => `${worlds.filter(({ significant }) => significant[r]).length}/${worlds.length}`).join(" "),
    String(worlds.reduce((sum, { honestRefused }) => sum + honestRefused, 0)),
  ];
}

function meanPay({ pay, roles }: MeasuredWorld, role: string): number {
  return mean([...pay].filter((_, i) => roles[i] === role));
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}
