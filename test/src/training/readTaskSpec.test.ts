import { expect } from "chai";
import { BaseError } from "../../../src/errors/BaseError.ts";
import { DEFAULT_SCORING_OPTIONS } from "../../../src/scoring/ScoringOptions.ts";
import { readTaskSpec } from "../../../src/training/readTaskSpec.ts";
import type { TaskSpec } from "../../../src/training/TaskSpec.ts";
import { writeTaskSpec } from "../../../src/training/writeTaskSpec.ts";

const spec: TaskSpec = {
  format: "commonweights.task.v1",
  network: { widths: [4, 8, 3], activation: "tanh", classWeights: [1, 2, 1] },
  training: {
    steps: 100,
    batchSize: 16,
    learningRate: 0.01,
    weightDecay: 0,
    optimizer: { kind: "nesterov", momentum: 0.9 },
  },
  scoring: DEFAULT_SCORING_OPTIONS,
  seed: 7,
};

describe("readTaskSpec", () => {
  describe("when writeTaskSpec wrote the file", () => {
    it("returns the task", () => {
      expect(readTaskSpec(writeTaskSpec(spec))).to.deep.equal(spec);
    });
  });

  describe("when the network or the training cannot be run", () => {
    const { network, training } = spec;
    const cases: [string, object][] = [
      ["an unknown activation", { network: { ...network, activation: "gelu" } }],
      ["weights for other classes", { network: { ...network, classWeights: [1] } }],
      ["half a step", { training: { ...training, steps: 0.5 } }],
      ["empty batches", { training: { ...training, batchSize: 0 } }],
      ["an unknown optimizer", { training: { ...training, optimizer: { kind: "lion" } } }],
      ["momentum 1", { training: { ...training, optimizer: { kind: "sgd", momentum: 1 } } }],
      ["AdamW without rates", { training: { ...training, optimizer: { kind: "adamw" } } }],
    ];
    for (const [name, change] of cases) {
      it(`throws TASK_UNREADABLE for ${name}`, () => {
        const bytes = new TextEncoder().encode(JSON.stringify({ ...spec, ...change }));
        expect(() => readTaskSpec(bytes))
          .to.throw(BaseError, /\n./)
          .with.property("code", "TASK_UNREADABLE");
      });
    }
  });
});
