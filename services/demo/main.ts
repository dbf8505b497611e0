import { mkdir, writeFile } from "node:fs/promises";
import { BaseError } from "../../src/errors/BaseError.ts";
import { readEvaluationReport } from "../../src/learning/report/readEvaluationReport.ts";
import { openFolderStore } from "../../src/node/openFolderStore.ts";
import { archiveRounds } from "../../src/verification/archiveRounds.ts";
import { liveStory } from "./liveStory.ts";
import { loadTable } from "./loadTable.ts";
import { parseOptions, usage } from "./parseOptions.ts";
import { buildPopulation } from "./population.ts";
import { printResult } from "./printResult.ts";
import { renderEvaluationReport } from "./report/evaluation/renderEvaluationReport.ts";
import { renderReport } from "./report/renderReport.ts";

const REPORT_FOLDER = "report";

/** Runs the demo with the arguments of a command line and resolves to the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    await run(argv);
    return 0;
  } catch (error) {
    if (!(error instanceof BaseError || error instanceof RangeError)) throw error;
    console.error(`Error: ${error.message}`);
    return error instanceof BaseError && error.code === "USAGE" ? 2 : 1;
  }
}

async function run(argv: readonly string[]): Promise<void> {
  const options = parseOptions(argv);
  if (options.isHelp) {
    console.log(usage);
    return;
  }
  const startedAt = performance.now();
  // Progress goes to stderr: stdout is the result alone.
  const say = (line: string) => console.error(`[${((performance.now() - startedAt) / 1000).toFixed(1)} s] ${line}`);

  const { name, table, label, ownerColumn } = await loadTable(options);
  const { contributors, rounds, seed } = options;
  const population = buildPopulation({
    table,
    label,
    contributors,
    rounds,
    seed,
    ...(ownerColumn === undefined ? {} : { ownerColumn }),
  });
  say(`${name}: ${table.rows.length} rows, ${population.encoding.classes.length} classes`);
  const store = await openFolderStore(`${REPORT_FOLDER}/storage`);
  const result = await liveStory({
    population,
    table: { name, rows: table.rows.length, label: table.columns[population.encoding.label] ?? label },
    oracles: options.oracles,
    store,
    say,
    onEnd: async ({ send, addresses }) => {
      const { archive, verifications } = await archiveRounds({ send, addresses, store });
      await writeFile(`${REPORT_FOLDER}/chain.json`, JSON.stringify(archive));
      const identical = verifications.filter(({ difference }) => difference === undefined).length;
      say(`replayed ${verifications.length} settled rounds from public data: ${identical} identical`);
    },
  });
  await mkdir(REPORT_FOLDER, { recursive: true });
  await writeFile(`${REPORT_FOLDER}/index.html`, renderReport(result));
  say(`wrote ${REPORT_FOLDER}/index.html and ${REPORT_FOLDER}/chain.json`);
  const digest = result.rounds.findLast(({ vote }) => vote !== null)?.vote?.reportDigest;
  if (digest !== undefined) {
    const report = readEvaluationReport(await store.get(digest));
    await writeFile(`${REPORT_FOLDER}/evaluation.html`, renderEvaluationReport(report, digest));
    say(`wrote ${REPORT_FOLDER}/evaluation.html`);
  }
  const [first] = result.rounds;
  const address = first?.contributors[0]?.address;
  if (first !== undefined && address !== undefined) {
    say(`check it: npm run verify-round -- ${first.roundId}, and npm run explain -- ${address} ${first.roundId}`);
  }
  console.log(options.isJson ? JSON.stringify(result, undefined, 2) : printResult(result));
}
