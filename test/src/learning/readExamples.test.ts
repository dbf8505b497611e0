import { expect } from "chai";
import type { Examples } from "../../../src/learning/Examples.ts";
import { LearningError } from "../../../src/learning/LearningError.ts";
import { readExamples } from "../../../src/learning/readExamples.ts";
import { writeExamples } from "../../../src/learning/writeExamples.ts";
import { encodeSafetensors } from "../../../src/storage/encodeSafetensors.ts";
import type { Tensor } from "../../../src/storage/Tensor.ts";

const features = Float64Array.of(1, 2, 3, 4, 5, 6);

describe("readExamples", () => {
  const files: Record<string, Examples> = {
    labels: { width: 3, features, labels: Uint32Array.of(1, 0) },
    targets: { width: 3, features, labels: new Uint32Array(2), targets: Float64Array.of(0.5, -1, 2, 8) },
  };
  for (const [name, examples] of Object.entries(files)) {
    describe(`when writeExamples wrote ${name}`, () => {
      it("returns what was written", () => {
        expect(readExamples(writeExamples(examples))).to.deep.equal(examples);
      });
    });
  }

  describe("when the file holds something else", () => {
    const matrix = { shape: [2, 3], data: features };
    const cases: Record<string, Parameters<typeof encodeSafetensors>[0]> = {
      "features alone": new Map([["features", matrix]]),
      "labels of another length": new Map<string, Tensor>([
        ["features", matrix],
        ["labels", { shape: [3], data: new Uint32Array(3) }],
      ]),
      "targets of another length": new Map<string, Tensor>([
        ["features", matrix],
        ["targets", { shape: [3, 1], data: new Float64Array(3) }],
      ]),
      "labels and targets": new Map<string, Tensor>([
        ["features", matrix],
        ["labels", { shape: [2], data: new Uint32Array(2) }],
        ["targets", { shape: [2, 1], data: new Float64Array(2) }],
      ]),
    };
    for (const [name, tensors] of Object.entries(cases)) {
      it(`throws LEARNING_BAD_FILE for ${name}`, () => {
        expect(() => readExamples(encodeSafetensors(tensors)))
          .to.throw(LearningError, /\n./)
          .with.property("code", "LEARNING_BAD_FILE");
      });
    }
  });
});
