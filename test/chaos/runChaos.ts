import { parseArgs } from "node:util";
import { playKills } from "./support/playKills.ts";
import { playReorgs } from "./support/playReorgs.ts";
import { playSeed } from "./support/playSeed.ts";
import { startStage } from "./support/startStage.ts";

const usage = `Usage: npm run chaos -- [options]

Lives rounds with bad nodes, reorganisations, restarts and kills, and says what of OFF-1 to OFF-4 did not hold.
Without options: the short form that CI runs.

  --seeds N     rounds with misbehaving nodes (default 6; deep form: 1000)
  --from N      first seed (default 1)
  --kills N     processes to kill with SIGKILL (default 20; deep form: 1000)
  --reorgs N    rounds with reorganisations of 1, 3, 12 and 64 blocks in commit, reveal, settle and claim (default 4)
  --help        this text

Exit code: 0 when everything held, 1 otherwise.

Example: npm run chaos -- --seeds 1000 --kills 1000 --reorgs 8`;

const DEPTHS = [1, 3, 12, 64];
const KILLS_PER_BLOCK = 0.5;

/** Median and largest of some numbers. */
function spread(numbers: readonly number[]): string {
  const sorted = [...numbers].sort((a, b) => a - b);
  return `${Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0)} median, ${Math.round(sorted.at(-1) ?? 0)} most`;
}

/** Lives what the arguments ask for, prints what held, and resolves to the exit code. */
export async function runChaos(argv: readonly string[]): Promise<0 | 1> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      seeds: { type: "string", default: "6" },
      from: { type: "string", default: "1" },
      kills: { type: "string", default: "20" },
      reorgs: { type: "string", default: "4" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }

  const stage = await startStage();
  let failures = 0;
  const say = (line: string, problems: readonly string[]) => {
    console.log(`${problems.length === 0 ? "held" : "FAILED"}  ${line}`);
    for (const problem of problems) console.log(`        ${problem}`);
    if (problems.length > 0) failures += 1;
  };
  try {
    const first = Number(values.from);
    let faults = 0;
    let restarts = 0;
    const depths: number[] = [];
    for (let seed = first; seed < first + Number(values.seeds); seed++) {
      const report = await playSeed(stage, seed);
      faults += report.faults;
      restarts += report.restarts;
      depths.push(...report.reorgs);
      say(
        `seed ${seed}: ${report.faults} faults, reorgs ${report.reorgs.join(" ") || "none"}, ${report.restarts} restarts`,
        report.problems,
      );
    }
    console.log(`${values.seeds} seeds: ${faults} faults, ${depths.length} reorgs, ${restarts} restarts`);

    for (let k = 0; k < Number(values.reorgs); k++) {
      const [commit, reveal, settle, claim] = DEPTHS.map((_, place) => DEPTHS[(k + place) % DEPTHS.length]!) as [
        number,
        number,
        number,
        number,
      ];
      const areLost = Math.floor(k / DEPTHS.length) % 2 === 0;
      const report = await playReorgs(stage, { depths: { commit, reveal, settle, claim }, areLost });
      const lost = Object.values(report.lost).reduce((a, b) => a + b, 0);
      say(
        `reorgs of ${commit} in commit, ${reveal} in reveal, ${settle} in settle, ${claim} in claim; ${lost} transactions lost`,
        report.problems,
      );
    }

    const kills = new Map<string, number>();
    const recoveries: number[] = [];
    const count = () => [...kills.values()].reduce((a, b) => a + b, 0);
    for (let round = 0; count() < Number(values.kills); round++) {
      const report = await playKills(stage, round, KILLS_PER_BLOCK);
      for (const [point, times] of report.kills) kills.set(point, (kills.get(point) ?? 0) + times);
      recoveries.push(...report.recoveries);
      say(`${count()} kills at ${kills.size} points`, report.problems);
    }
    console.log(`${count()} SIGKILLs at ${kills.size} points; milliseconds to the next act: ${spread(recoveries)}`);
    for (const [point, times] of [...kills].sort()) console.log(`  ${String(times).padStart(5)}  ${point}`);
  } finally {
    await stage.close();
  }
  console.log(failures === 0 ? "Everything held." : `${failures} rounds in which something did not hold.`);
  return failures === 0 ? 0 : 1;
}
