import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { sha256 } from "ethers";
import { compressUpdate } from "../src/learning/compression/compressUpdate.ts";
import type { Transmission } from "../src/learning/compression/Transmission.ts";
import { createRandom } from "../src/learning/createRandom.ts";
import { initializeParameters } from "../src/learning/initializeParameters.ts";
import { norm } from "../src/learning/norm.ts";
import { parameterCount } from "../src/learning/parameterCount.ts";
import { subtract } from "../src/learning/subtract.ts";
import type { TrainingOptions } from "../src/learning/TrainingOptions.ts";
import { trainLocally } from "../src/learning/trainLocally.ts";
import { openFolderStore } from "../src/node/openFolderStore.ts";
import { createQueueExecutor } from "../src/node/scoring/createQueueExecutor.ts";
import { type ClosableExecutor, createWorkerExecutor } from "../src/node/scoring/createWorkerExecutor.ts";
import type { RoundScores } from "../src/scoring/RoundScores.ts";
import { readUpdateFile } from "../src/scoring/readUpdateFile.ts";
import type { ScoringParameters } from "../src/scoring/ScoringParameters.ts";
import { scoreFiles } from "../src/scoring/scoreFiles.ts";
import { scoringSteps } from "../src/scoring/scoringSteps.ts";
import { syntheticExamples } from "./worlds/syntheticExamples.ts";

/**
 * How much faster one round is scored by several threads, and by the workers of `--redis URL`, and that its digest stays the
 * same. Updates are read from a folder store, three times each, as in a round that is larger than memory. The best of three
 * turns each. Processor time tells what a busy machine hides: the main thread's share is what no number of threads takes away.
 */
const TURNS = 3;
const { values } = parseArgs({
  options: { contributors: { type: "string", default: "60" }, redis: { type: "string" } },
});
const contributors = Number(values.contributors);
const training: TrainingOptions = {
  steps: 10,
  batchSize: 16,
  learningRate: 0.01,
  weightDecay: 0,
  optimizer: { kind: "sgd", momentum: 0.9 },
};
const network = { widths: [64, 5333, 10] };
const transmissions: Record<string, Transmission> = {
  "dense, float64": { kind: "dense", bits: 64 },
  "sparse, 1/16 of 8 bits": { kind: "sparse", chunkSize: 64, kept: 4, bits: 8 },
};

const base = initializeParameters(network, createRandom(1));
const [root, validation, pool] = syntheticExamples(1, [100, 100, 2000]);
const trained = Array.from({ length: 8 }, (_, k) =>
  subtract(trainLocally(network, base, pool as NonNullable<typeof pool>, training, createRandom(2, k)), base),
);
console.log(`${contributors} contributors, ${parameterCount(network)} parameters, Node ${process.version}\n`);
console.log(
  "| transmission | scored by | seconds | speed, in that of 1 thread | processor seconds, of them on the main thread | SHA-256 of scores and aggregate |",
);
console.log("|---|---|---|---|---|---|");
for (const [name, transmission] of Object.entries(transmissions)) {
  const folder = await mkdtemp(join(tmpdir(), "commonweights-scale-"));
  try {
    await measure(name, transmission, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measure(name: string, transmission: Transmission, folder: string): Promise<void> {
  const store = await openFolderStore(folder);
  const digests: string[] = [];
  for (let index = 0; index < contributors; index++) {
    digests.push(await store.put(writeNoisy(index, transmission)));
  }
  const parameters: ScoringParameters = {
    network,
    base,
    submissions: digests.map((_, k) => ({ contributor: String(k) })),
    publications: [],
    root: root as NonNullable<typeof root>,
    validation: validation as NonNullable<typeof validation>,
    training,
    seed: 1,
  };
  const loadFile = async ({ index }: { index: number }) => ({
    bytes: await store.get(digests[index] as string),
    transmission,
  });
  const inTurn = async () => {
    const scoring = scoringSteps(parameters);
    let step = scoring.next();
    while (!step.done) step = scoring.next(readUpdateFile(await loadFile(step.value), base.length));
    return step.value;
  };
  const executors: [string, ClosableExecutor | undefined][] = [
    ["no executor", undefined],
    ["1 thread", createWorkerExecutor({ threads: 1 })],
    ["2 threads", createWorkerExecutor({ threads: 2 })],
  ];
  if (values.redis !== undefined) executors.push(["a queue", createQueueExecutor({ redisUrl: values.redis })]);
  const best = new Map<string, number>();
  const busy = new Map<string, string>();
  const results = new Map<string, string>();
  for (let turn = 0; turn < TURNS; turn++) {
    for (const [who, executor] of executors) {
      const from = performance.now();
      const [all, main] = [process.cpuUsage(), process.threadCpuUsage()];
      const scored = await (executor === undefined ? inTurn() : scoreFiles({ ...parameters, loadFile, executor }));
      best.set(who, Math.min(best.get(who) ?? Infinity, (performance.now() - from) / 1000));
      busy.set(who, [process.cpuUsage(all), process.threadCpuUsage(main)].map(secondsOf).join(", "));
      results.set(who, digestOf(scored));
    }
  }
  for (const [who, executor] of executors) {
    const seconds = best.get(who) as number;
    const speed = (best.get("1 thread") as number) / seconds;
    console.log(
      `| ${name} | ${who} | ${seconds.toFixed(2)} | ${speed.toFixed(2)} | ${busy.get(who)} | ${results.get(who)?.slice(0, 18)}… |`,
    );
    await executor?.close();
  }
  if (new Set(results.values()).size !== 1) process.exitCode = 1;
}

function secondsOf({ user, system }: NodeJS.CpuUsage): string {
  return ((user + system) / 1e6).toFixed(2);
}

function writeNoisy(index: number, transmission: Transmission): Uint8Array {
  const random = createRandom(3, index);
  const update = trained[index % trained.length] as Float64Array;
  const size = norm(update) / Math.sqrt(update.length);
  const noisy = update.map((value) => value + size * (2 * random.uniform() - 1));
  return compressUpdate({ update: noisy, residual: new Float64Array(update.length), transmission }).bytes;
}

function digestOf({ scores, aggregate }: RoundScores): string {
  const numbers = new Float64Array(scores.length + aggregate.length);
  numbers.set(scores);
  numbers.set(aggregate, scores.length);
  return sha256(new Uint8Array(numbers.buffer));
}
