import { parseArgs } from "node:util";
import { fuzzReaders } from "./fuzz/fuzzReaders.ts";

const { values } = parseArgs({
  options: { inputs: { type: "string", default: "1000000" }, seed: { type: "string", default: "1" } },
});
const inputs = Number(values.inputs);
const started = performance.now();
const { counts, failures } = fuzzReaders({ inputs, seed: Number(values.seed) });
const seconds = (performance.now() - started) / 1000;

console.log(`${inputs.toLocaleString("en")} inputs in ${seconds.toFixed(0)} s, seed ${values.seed};`);
console.log(`most memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB; ${failures.length} failures.\n`);
console.log("| reader | accepted | refused | with |\n|---|---|---|---|");
for (const [reader, { accepted, refused }] of counts) {
  const codes = [...refused].sort(([a], [b]) => (a < b ? -1 : 1));
  const total = codes.reduce((sum, [, count]) => sum + count, 0);
  const list = codes.map(([code, count]) => `${code} ${count.toLocaleString("en")}`).join(", ");
  console.log(`| ${reader} | ${accepted.toLocaleString("en")} | ${total.toLocaleString("en")} | ${list} |`);
}
for (const { reader, input, error } of failures.slice(0, 10)) {
  console.log(`\n${reader}: ${error}\n${Buffer.from(input).toString("base64")}`);
}
process.exitCode = failures.length === 0 ? 0 : 1;
