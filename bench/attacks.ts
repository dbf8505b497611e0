import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { penguinsPath } from "../services/demo/penguinsPath.ts";
import { tableOfRecords } from "../services/demo/tableOfRecords.ts";
import { parseTable } from "../src/learning/table/parseTable.ts";
import type { LabPlan, LabSource } from "./attacks/LabPlan.ts";
import { renderMarkdown } from "./attacks/report/renderMarkdown.ts";
import { renderPage } from "./attacks/report/renderPage.ts";
import { LAB_PARTS, runLab } from "./attacks/runLab.ts";
import { syntheticWorld } from "./worlds/syntheticWorld.ts";
import { type TableSource, tableWorld } from "./worlds/tableWorld.ts";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    data: { type: "string", multiple: true, default: [] },
    label: { type: "string", multiple: true, default: [] },
    seeds: { type: "string" },
    part: { type: "string", multiple: true, default: [...LAB_PARTS] },
    out: { type: "string", default: "report/attacks" },
  },
});
if (values.data.length !== values.label.length) {
  console.error("Give one --label for each --data.");
  process.exit(1);
}
const parts = LAB_PARTS.filter((part) => values.part.includes(part));
if (parts.length < values.part.length) {
  console.error(`--part is one of ${LAB_PARTS.join(", ")}, each once.`);
  process.exit(1);
}
const seeds = Number(values.seeds ?? (values.quick ? 2 : 4));
if (!Number.isInteger(seeds) || seeds < 1) {
  console.error(`--seeds is ${values.seeds}. Give a whole number, at least 1.`);
  process.exit(1);
}

const penguins = tableOfRecords(JSON.parse(readFileSync(penguinsPath, "utf8")) as Record<string, unknown>[]);
const tables: TableSource[] = [
  { name: "penguins", table: penguins, label: "Species", ownerColumn: "Island" },
  ...values.data.map((path, i) => ({
    name: basename(path, ".csv"),
    table: parseTable(readFileSync(path, "utf8")),
    label: values.label[i] as string,
  })),
];
/** One synthetic world takes as long as many small tables. */
const syntheticSeeds = Math.ceil(seeds / 2);
const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
const fromTable = (source: TableSource): LabSource => ({
  name: source.name,
  owners: 10,
  rounds: 3,
  seeds: upTo(seeds),
  build: (parameters) => tableWorld(source, parameters),
});
const synthetic: LabSource = {
  name: "synthetic",
  owners: 20,
  rounds: 3,
  seeds: upTo(syntheticSeeds),
  build: syntheticWorld,
};

const plan: LabPlan = {
  sources: [...tables.map(fromTable), synthetic],
  settings: values.quick
    ? [{ alpha: 0.5, part: 0.3 }]
    : [
        { alpha: 0.5, part: 0 },
        { alpha: 0.5, part: 0.2 },
        { alpha: 0.5, part: 0.3 },
        { alpha: 0.5, part: 0.45 },
        { alpha: 0.3, part: 0.3 },
        { alpha: 1, part: 0.3 },
      ],
  robustness: {
    // The largest of the given tables has the most to learn; penguins when none is given.
    sources: [synthetic, fromTable(tables.reduce((a, b) => (b.table.rows.length > a.table.rows.length ? b : a)))].map(
      (source) => ({ ...source, owners: 20, seeds: upTo(values.quick ? 1 : Math.max(2, syntheticSeeds)) }),
    ),
    rounds: values.quick ? 10 : 30,
    part: 0.3,
    alpha: 0.5,
  },
};

const settings = {
  quick: values.quick,
  seeds,
  parts: parts.join(" "),
  robustnessRounds: plan.robustness.rounds,
  data: values.data.map((path) => basename(path)).join(" "),
};
const result = runLab({ plan, parts, settings, progress: (what) => console.error(what) });
const markdown = renderMarkdown(result);
mkdirSync(values.out, { recursive: true });
writeFileSync(join(values.out, "attacks.json"), `${JSON.stringify(result, null, 2)}\n`);
writeFileSync(join(values.out, "attacks.md"), markdown);
writeFileSync(join(values.out, "index.html"), renderPage(result));
console.log(markdown);
