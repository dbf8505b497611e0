import { expect } from "chai";
import { BaseError } from "../../../src/errors/BaseError.ts";
import { DEFAULT_SCORING_OPTIONS } from "../../../src/scoring/ScoringOptions.ts";
import { readTaskSpec } from "../../../src/training/readTaskSpec.ts";
import type { TaskSpec } from "../../../src/training/TaskSpec.ts";
import { writeTaskSpec } from "../../../src/training/writeTaskSpec.ts";

const task: TaskSpec = {
  format: "commonweights.task.v1",
  network: { widths: [2, 3] },
  training: {
    steps: 1,
    batchSize: 1,
    learningRate: 0.1,
    weightDecay: 0,
    optimizer: { kind: "sgd", momentum: 0 },
  },
  scoring: DEFAULT_SCORING_OPTIONS,
  seed: 1,
};
const withTransmission = (transmission: unknown): Uint8Array =>
  new TextEncoder().encode(JSON.stringify({ ...task, transmission }));

describe("readTaskSpec", () => {
  it("reads a task without a transmission", () => {
    expect(readTaskSpec(writeTaskSpec(task))).to.deep.equal(task);
  });

  it("reads each kind of transmission", () => {
    for (const transmission of [
      { kind: "dense", bits: 64 },
      { kind: "dense", bits: 32 },
      { kind: "sparse", chunkSize: 64, kept: 8, bits: 2 },
      { kind: "sparse", chunkSize: 2, kept: 2, bits: 8 },
      { kind: "sparse", chunkSize: 4096, kept: 1, bits: 32 },
    ] as const) {
      expect(readTaskSpec(writeTaskSpec({ ...task, transmission })).transmission).to.deep.equal(transmission);
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
