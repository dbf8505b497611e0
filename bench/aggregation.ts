import { createRandom } from "../src/learning/createRandom.ts";
import { aggregationRules } from "./aggregationRules.ts";

const sizes = [
  { count: 20, length: 2_410, runs: 21 },
  { count: 100, length: 100_000, runs: 3 },
];

// Processor time, so that what else the machine does counts less than in elapsed time.
console.log(`Milliseconds of processor time per aggregate, the median run; f is 30 % of n. Node ${process.version}.\n`);
console.log(`| rule | ${sizes.map(({ count, length }) => `n = ${count}, P = ${length}`).join(" | ")} |`);
console.log(`|---|${sizes.map(() => "---|").join("")}`);
const worlds = sizes.map((size) => ({ ...size, ...worldOf(size.count, size.length) }));
for (const [name, make] of Object.entries(aggregationRules)) {
  const cells = worlds.map(({ updates, setting, runs }) => {
    const rule = make(setting);
    const times = Array.from({ length: runs + 1 }, () => {
      const started = process.cpuUsage();
      rule(updates);
      const { user, system } = process.cpuUsage(started);
      return (user + system) / 1000;
    });
    // The first run includes compilation.
    const warm = times.slice(1).sort((a, b) => a - b);
    return (warm[warm.length >> 1] as number).toFixed(1);
  });
  console.log(`| ${name} | ${cells.join(" | ")} |`);
}

function worldOf(count: number, length: number) {
  const random = createRandom(1, count);
  const draw = () => Float64Array.from({ length }, () => random.gaussian());
  const updates = Array.from({ length: count }, draw);
  const byzantineCount = Math.floor(0.3 * count);
  const radius = Math.sqrt(length);
  return { updates, setting: { byzantineCount, reference: draw(), center: new Float64Array(length), radius, seed: 1 } };
}
