import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { sha256 } from "ethers";
import { liveStory } from "../services/demo/liveStory.ts";
import { penguinsPath } from "../services/demo/penguinsPath.ts";
import { buildPopulation, tableOfRecords } from "../services/demo/population.ts";

/** Part by which a step may cost more or less than the committed snapshot says. */
const TOLERANCE = 0.01;
const snapshotPath = new URL("gas.snapshot.json", import.meta.url);

/** Gas of every step of the demo's story, which repeats to the unit; compared with the snapshot, or written with --update. */
const { values } = parseArgs({ options: { update: { type: "boolean", default: false } } });
const table = tableOfRecords(JSON.parse(await readFile(penguinsPath, "utf8")));
const contents = new Map<string, Uint8Array>();
const story = await liveStory({
  population: buildPopulation({ table, label: "Species", ownerColumn: "Island", contributors: 8, rounds: 2, seed: 1 }),
  table: { name: "penguins", rows: table.rows.length, label: "Species" },
  oracles: 5,
  store: {
    put: async (bytes) => {
      contents.set(sha256(bytes), bytes);
      return sha256(bytes);
    },
    get: async (digest) => contents.get(digest)!,
  },
  say: () => {},
});
const gas: Record<string, number> = Object.assign({}, ...story.rounds.map((round) => round.gas));
if (values.update) {
  await writeFile(snapshotPath, `${JSON.stringify(gas, null, 2)}\n`);
} else {
  const snapshot: Record<string, number> = JSON.parse(await readFile(snapshotPath, "utf8"));
  for (const step of new Set([...Object.keys(snapshot), ...Object.keys(gas)])) {
    const [before, now] = [snapshot[step] ?? 0, gas[step] ?? 0];
    if (Math.abs(now - before) <= TOLERANCE * before) continue;
    console.error(`${step}: ${now} gas, the snapshot has ${before}; if that is meant, npm run gas -- --update`);
    process.exitCode = 1;
  }
}
console.log(`${Object.keys(gas).length} steps measured`);
