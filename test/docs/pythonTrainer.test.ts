import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { createCommandTrainer } from "../../services/contributor/trainer/createCommandTrainer.ts";
import { TrainerError } from "../../services/contributor/trainer/TrainerError.ts";
import { cosine } from "../../src/learning/cosine.ts";
import { createRandom } from "../../src/learning/createRandom.ts";
import type { Examples } from "../../src/learning/Examples.ts";
import { evaluate } from "../../src/learning/evaluate.ts";
import type { Network } from "../../src/learning/Network.ts";
import { norm } from "../../src/learning/norm.ts";
import { parameterCount } from "../../src/learning/parameterCount.ts";
import { subtract } from "../../src/learning/subtract.ts";
import type { TrainingOptions } from "../../src/learning/TrainingOptions.ts";
import { trainLocally } from "../../src/learning/trainLocally.ts";
import { referenceStep } from "../../src/scoring/referenceStep.ts";
import { DEFAULT_SCORING_OPTIONS } from "../../src/scoring/ScoringOptions.ts";
import { updateDefect } from "../../src/scoring/updateDefect.ts";
import { clouds, training } from "../src/scoring/smallRound.ts";

const script = fileURLToPath(new URL("../../docs/examples/trainer.py", import.meta.url));

function rowsOf({ width, features, labels }: Examples): string[] {
  return Array.from(labels, (label, row) => [...features.subarray(row * width, (row + 1) * width), label].join(","));
}

/** Any point but zero, where gradients of hidden layers vanish. */
function someParameters(network: Network): Float64Array {
  const random = createRandom(5);
  return new Float64Array(parameterCount(network)).map(() => random.gaussian() / 3);
}

async function trainInPython(csv: string, network: Network, base: Float64Array, options: TrainingOptions) {
  const folder = await mkdtemp(join(tmpdir(), "python-"));
  try {
    const rows = join(folder, "rows.csv");
    await writeFile(rows, csv);
    const trainer = createCommandTrainer({
      command: ["python3", script, rows],
      timeoutSeconds: 60,
      maxBytes: 100_000,
      workFolder: join(folder, "work"),
    });
    const task = {
      format: "commonweights.task.v1",
      network,
      training: options,
      scoring: DEFAULT_SCORING_OPTIONS,
      seed: 9,
    } as const;
    return await trainer.train({ roundId: 1n, task, base, seed: 5, signal: new AbortController().signal });
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe("docs/examples/trainer.py", () => {
  before(() => {
    const { error } = spawnSync("python3", ["--version"]);
    if (error !== undefined) throw new Error("The example cannot be tested: install python3.");
  });

  describe("when the owner's rows can be learned from", () => {
    it("lowers the loss by an update that oracles accept and that points where the reference step does", async () => {
      const network: Network = { widths: [2, 6, 3], activation: "tanh" };
      const base = someParameters(network);
      const own = clouds(48, 100);
      const update = await trainInPython(rowsOf(own).join("\n"), network, base, training);
      expect(updateDefect(update, base.length)).to.equal(undefined);
      const reference = referenceStep({ network, base, root: clouds(60, 2), training, seed: 9 });
      expect(cosine(update, reference)).to.be.greaterThan(0.5);
      const validation = clouds(90, 3);
      const trained = base.map((value, i) => value + (update[i] as number));
      const lossBefore = evaluate(network, base, validation).loss;
      expect(evaluate(network, trained, validation).loss).to.be.lessThan(0.7 * lossBefore);
    });
  });

  describe("when every batch is the whole table", () => {
    const cases: Record<string, [Network, TrainingOptions["optimizer"]]> = {
      "softmax regression by sgd": [{ widths: [2, 3] }, { kind: "sgd", momentum: 0.9 }],
      "relu by nesterov": [{ widths: [2, 5, 3] }, { kind: "nesterov", momentum: 0.9 }],
      "two layers of tanh with class weights by adamw": [
        { widths: [2, 4, 5, 3], activation: "tanh", classWeights: [1, 3, 0.5] },
        { kind: "adamw", beta1: 0.9, beta2: 0.99, epsilon: 1e-8 },
      ],
    };
    for (const [name, [network, optimizer]] of Object.entries(cases)) {
      it(`trains ${name} as the built-in trainer does`, async () => {
        const base = someParameters(network);
        const own = clouds(15, 100);
        const options = { steps: 4, batchSize: 99, learningRate: 0.1, weightDecay: 0.1, optimizer };
        const update = await trainInPython(rowsOf(own).join("\n"), network, base, options);
        const expected = subtract(trainLocally(network, base, own, options, createRandom(1)), base);
        expect(norm(expected)).to.be.greaterThan(0.1);
        for (const [i, value] of expected.entries()) expect(update[i]).to.be.closeTo(value, 1e-9);
      });
    }
  });

  describe("when a cell is wrong", () => {
    const cases: Record<string, [string, string]> = {
      "no number": ["0.5,s3cret,1", "row 3 holds something that is no number"],
      "a class that is none": ["0.5,1,77001", "row 3 holds an unknown class"],
      "a cell too many": ["0.5,1,77001,1", "row 3 has 4 cells, not 3"],
    };
    for (const [name, [row, reason]] of Object.entries(cases)) {
      it(`fails and names the row of ${name}, and not what it holds`, async () => {
        const network = { widths: [2, 3] };
        const csv = [...rowsOf(clouds(2, 1)), row].join("\n");
        const failure = await trainInPython(csv, network, someParameters(network), training).catch((e: unknown) => e);
        expect(failure).to.be.instanceOf(TrainerError).with.property("code", "TRAINER_FAILED");
        const { message, detail } = failure as TrainerError;
        expect(detail).to.contain(reason);
        expect(`${message}${detail}`).not.to.match(/s3cret|77001/);
      });
    }
  });
});
