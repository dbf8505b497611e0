import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { createRandom } from "../src/learning/createRandom.ts";
import type { Examples } from "../src/learning/Examples.ts";
import { evaluate } from "../src/learning/evaluate.ts";
import { initializeParameters } from "../src/learning/initializeParameters.ts";
import type { Network } from "../src/learning/Network.ts";
import { trainLocally } from "../src/learning/trainLocally.ts";
import { fastest } from "./kernels/fastest.ts";
import { loadTensorflow } from "./kernels/loadTensorflow.ts";
import { SCALAR_CHAINS, scalarLimit } from "./kernels/scalarLimit.ts";
import { SIMD_CHAINS, simdLimit } from "./kernels/simdLimit.ts";
import { trainWithTensorflow } from "./kernels/trainWithTensorflow.ts";
import { syntheticExamples } from "./worlds/syntheticExamples.ts";

const { values } = parseArgs({ options: { repeats: { type: "string", default: "5" } } });
const repeats = Number(values.repeats);
const SEED = 7;
const TURNS = 2e7;
const tensorflow = await loadTensorflow();

console.log(`Node ${process.versions.node}, ${cpus()[0]?.model}; least of ${repeats} runs in turns, one thread.`);
if (tensorflow === undefined) console.log("tfjs is not installed: npm ci --prefix bench --ignore-scripts");

const [train, held] = syntheticExamples(1, [1797, 600]) as [Examples, Examples];
await compare("64-32-10, 1,797 rows, batch 32, 1,120 steps", { widths: [64, 32, 10] }, train, held, 1120);

const wide = { widths: [784, 256, 10] };
const random = createRandom(SEED);
const rows = 640;
const noise: Examples = {
  width: 784,
  features: new Float64Array(rows * 784).map(() => random.gaussian()),
  labels: new Uint32Array(rows).map(() => random.integer(10)),
};
await compare("784-256-10, 640 rows of noise, batch 32, 60 steps", wide, noise, undefined, 60);

/** Trains the same network on the same batches in every way, and prints time, speed and what came out. */
async function compare(
  title: string,
  network: Network,
  examples: Examples,
  test: Examples | undefined,
  steps: number,
): Promise<void> {
  const options = {
    steps,
    batchSize: 32,
    learningRate: 0.02,
    weightDecay: 0,
    optimizer: { kind: "sgd", momentum: 0.9 },
  } as const;
  const base = initializeParameters(network, createRandom(SEED));
  const trained = new Map<string, Float64Array>();
  const contenders: Record<string, () => void | Promise<void>> = {};
  for (const precision of ["float64", "float32"] as const) {
    contenders[`ours, ${precision}`] = () => {
      trained.set(`ours, ${precision}`, trainLocally(network, base, examples, options, createRandom(SEED), precision));
    };
  }
  for (const backend of tensorflow === undefined ? [] : ["wasm", "cpu"]) {
    contenders[`tfjs 4.22.0, ${backend}`] = async () => {
      if (tensorflow === undefined) return;
      await tensorflow.setBackend(backend);
      trained.set(
        `tfjs 4.22.0, ${backend}`,
        await trainWithTensorflow(tensorflow, network, base, examples, options, SEED),
      );
    };
  }
  const simd = simdLimit();
  contenders.scalarLimit = () => void scalarLimit(TURNS);
  contenders.simdLimit = () => void simd(TURNS);

  const results = await fastest(contenders, repeats);
  const cpuOf = (name: string) => results.find((result) => result.name === name)?.cpu as number;
  const scalar = (SCALAR_CHAINS * TURNS) / cpuOf("scalarLimit");
  const vector = (SIMD_CHAINS * TURNS) / cpuOf("simdLimit");
  const operations = multiplyAdds(network.widths) * options.batchSize * steps;

  console.log(`\n### ${title}\n`);
  console.log("| trainer | ms | CPU ms | multiply-adds/s | of the limit | greatest difference to float64 | accuracy |");
  console.log("| --- | --- | --- | --- | --- | --- | --- |");
  const reference = trained.get("ours, float64") as Float64Array;
  for (const { name, wall, cpu } of results) {
    const parameters = trained.get(name);
    if (parameters === undefined) continue;
    const limit = name === "ours, float64" || name.endsWith("cpu") ? scalar : vector;
    const difference = parameters.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - (reference[i] as number))),
      0,
    );
    const accuracy = test === undefined ? "" : evaluate(network, parameters, test).accuracy.toFixed(4);
    console.log(
      `| ${name} | ${wall.toFixed(0)} | ${cpu.toFixed(0)} | ${giga(operations / cpu)} | ${(operations / cpu / limit).toFixed(2)} | ${difference.toExponential(1)} | ${accuracy} |`,
    );
  }
  console.log(
    `\nLimits in registers, same runs: ${giga(scalar)} in JavaScript doubles, ${giga(vector)} in WebAssembly SIMD float32.`,
  );
}

/** Per row: forward, weights' gradient, and the errors of every layer but the first. */
function multiplyAdds(widths: readonly number[]): number {
  let sum = 0;
  for (let l = 1; l < widths.length; l++) {
    sum += (l === 1 ? 2 : 3) * (widths[l - 1] as number) * (widths[l] as number);
  }
  return sum;
}

/** From operations per millisecond. */
function giga(perMillisecond: number): string {
  return `${(perMillisecond / 1e6).toFixed(2)} G`;
}
