import { readFile } from "node:fs/promises";

/** Fails unless every line of every contract was reached; names those that were not. Reads what `hardhat test --coverage` wrote. */
const report = await readFile("coverage/lcov.info", "utf8");
let reached = 0;
let lines = 0;
for (const record of report.split("end_of_record")) {
  const file = /^SF:(.*)$/m.exec(record)?.[1];
  if (file === undefined || !file.includes("contracts/")) continue;
  const counts = [...record.matchAll(/^DA:(\d+),(\d+)/gm)].map(([, line, count]) => [line, Number(count)] as const);
  const missed = counts.filter(([, count]) => count === 0).map(([line]) => line);
  if (missed.length > 0) console.error(`${file}: not reached: ${missed.join(", ")}`);
  lines += counts.length;
  reached += counts.length - missed.length;
}
console.log(`${reached} of ${lines} lines of the contracts reached`);
process.exitCode = lines > 0 && reached === lines ? 0 : 1;
