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

const withTransmission = (transmission: unknown): Uint8Array =>
  new TextEncoder().encode(JSON.stringify({ ...spec, transmission }));

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

  it("reads a task without a transmission", () => {
    expect(readTaskSpec(writeTaskSpec(spec))).to.deep.equal(spec);
  });

  it("reads each kind of transmission", () => {
    for (const transmission of [
      { kind: "dense", bits: 64 },
      { kind: "dense", bits: 32 },
      { kind: "sparse", chunkSize: 64, kept: 8, bits: 2 },
      { kind: "sparse", chunkSize: 2, kept: 2, bits: 8 },
      { kind: "sparse", chunkSize: 4096, kept: 1, bits: 32 },
    ] as const) {
      expect(readTaskSpec(writeTaskSpec({ ...spec, transmission })).transmission).to.deep.equal(transmission);
    }
  });

  describe("when the transmission is not one", () => {
    it("throws TASK_UNREADABLE", () => {
      for (const transmission of [
        null,
        "dense",
        { kind: "dense" },
        { kind: "dense", bits: 16 },
        { kind: "dense", bits: 64, kept: 1 },
        { kind: "sparse", chunkSize: 64, kept: 8, bits: 4 },
        { kind: "sparse", chunkSize: 1, kept: 1, bits: 2 },
        { kind: "sparse", chunkSize: 4097, kept: 1, bits: 2 },
        { kind: "sparse", chunkSize: 64, kept: 65, bits: 2 },
        { kind: "sparse", chunkSize: 64, kept: 0, bits: 2 },
        { kind: "sparse", chunkSize: 64.5, kept: 1, bits: 2 },
        { kind: "sparse", chunkSize: "64", kept: 1, bits: 2 },
        { kind: "sparse", chunkSize: 64, kept: 8, bits: 2, more: 1 },
        { kind: "other", bits: 64 },
      ]) {
        expect(() => readTaskSpec(withTransmission(transmission)))
          .to.throw(BaseError, /\n./)
          .with.property("code", "TASK_UNREADABLE");
      }
    });
  });
});
