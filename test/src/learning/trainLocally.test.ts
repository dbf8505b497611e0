import { createHash } from "node:crypto";
import { expect } from "chai";
import { createRandom } from "../../../src/learning/createRandom.ts";
import type { Examples } from "../../../src/learning/Examples.ts";
import { evaluate } from "../../../src/learning/evaluate.ts";
import { initializeParameters } from "../../../src/learning/initializeParameters.ts";
import type { TrainingOptions } from "../../../src/learning/TrainingOptions.ts";
import { trainLocally } from "../../../src/learning/trainLocally.ts";

const network = { widths: [2, 8, 3] };
const options = { steps: 150, batchSize: 16, learningRate: 0.05, weightDecay: 0.01 };
const optimizers: readonly (TrainingOptions["optimizer"] & { digest: string })[] = [
  { kind: "nesterov", momentum: 0.9, digest: "05a97fc13da4abfdeb02c3cdcf41323cf4f3dfb47ce5523d0b5ef13ca5922486" },
  { kind: "sgd", momentum: 0.9, digest: "d5d288679bbd07b56df5f8320475f51a7ae4d9eb969a0d54d6620f407a2c2039" },
  {
    kind: "adamw",
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    digest: "0e44764d6945106269d4774afdae83457e970ca0d5721537d798e27810aa3842",
  },
];

function threeClouds(): Examples {
  const random = createRandom(21);
  const labels = new Uint32Array(90).map(() => random.integer(3));
  const features = new Float64Array(180).map((_, i) => {
    const label = labels[i >> 1] as number;
    return random.gaussian() / 2 + (i % 2 === label ? 2 : 0);
  });
  return { width: 2, features, labels };
}

describe("trainLocally", () => {
  for (const { digest, ...optimizer } of optimizers) {
    describe(`when the optimizer is ${optimizer.kind}`, () => {
      it("learns, and leaves the base alone", () => {
        const examples = threeClouds();
        const base = initializeParameters(network, createRandom(22));
        const before = base.slice();
        const trained = trainLocally(network, base, examples, { ...options, optimizer }, createRandom(23));
        expect(base).to.deep.equal(before);
        expect(evaluate(network, base, examples).loss).to.be.closeTo(Math.log(3), 1e-12);
        expect(evaluate(network, trained, examples).accuracy).to.be.above(0.9);
      });

      it("gives these bits on every machine", () => {
        const base = initializeParameters(network, createRandom(22));
        const trained = trainLocally(network, base, threeClouds(), { ...options, optimizer }, createRandom(23));
        const bytes = Buffer.alloc(8 * trained.length);
        for (const [i, value] of trained.entries()) bytes.writeDoubleLE(value, 8 * i);
        expect(createHash("sha256").update(bytes).digest("hex")).to.equal(digest);
      });
    });
  }

  describe("when the precision is float32", () => {
    const examples = threeClouds();
    const base = initializeParameters(network, createRandom(22));
    const optimizer = { kind: "nesterov", momentum: 0.9 } as const;

    for (const activation of ["relu", "tanh"] as const) {
      it(`stays within rounding of float64 with ${activation}`, () => {
        const [float64, float32] = (["float64", "float32"] as const).map((precision) =>
          trainLocally(
            { ...network, activation },
            base,
            examples,
            { ...options, optimizer },
            createRandom(23),
            precision,
          ),
        ) as [Float64Array, Float64Array];
        for (const [i, value] of float32.entries()) expect(value).to.be.closeTo(float64[i] as number, 1e-4);
        expect(float32).not.to.deep.equal(float64);
      });
    }

    it("does so with batches of several passes, class weights and a deeper network", () => {
      const deep = { widths: [2, 9, 5, 3], classWeights: [1, 2, 3] };
      const start = initializeParameters(deep, createRandom(24));
      const large = { ...options, steps: 30, batchSize: 77, optimizer };
      const float64 = trainLocally(deep, start, examples, large, createRandom(23));
      const float32 = trainLocally(deep, start, examples, large, createRandom(23), "float32");
      for (const [i, value] of float32.entries()) expect(value).to.be.closeTo(float64[i] as number, 1e-4);
    });

    it("gives these bits on every machine", () => {
      const trained = trainLocally(network, base, examples, { ...options, optimizer }, createRandom(23), "float32");
      const digest = createHash("sha256").update(new Uint8Array(trained.buffer)).digest("hex");
      expect(digest).to.equal("5cfb93361ab358d726dc92af2fba6d18399e7ce0b7a14672c7f833aa23749b6c");
    });
  });

  describe("when the loss is squared", () => {
    it("finds the line through the targets", () => {
      const random = createRandom(25);
      const features = new Float64Array(100).map(() => random.gaussian());
      const targets = features.map((x) => 3 * x - 2);
      const line = { widths: [1, 1], loss: "squared" } as const;
      const rule = { steps: 400, batchSize: 20, learningRate: 0.1, weightDecay: 0 };
      const trained = trainLocally(
        line,
        new Float64Array(2),
        { width: 1, features, labels: new Uint32Array(100), targets },
        { ...rule, optimizer: { kind: "sgd", momentum: 0 } },
        random,
      );
      expect(trained[0]).to.be.closeTo(3, 1e-9);
      expect(trained[1]).to.be.closeTo(-2, 1e-9);
    });
  });

  describe("when the table is smaller than a batch", () => {
    it("uses the whole table as the batch", () => {
      const examples = { width: 2, features: Float64Array.of(1, 0, 0, 1), labels: Uint32Array.of(0, 1) };
      const base = initializeParameters(network, createRandom(22));
      const sgd = { ...options, optimizer: { kind: "sgd", momentum: 0 } } as const;
      const trained = trainLocally(network, base, examples, sgd, createRandom(1));
      expect(evaluate(network, trained, examples).accuracy).to.equal(1);
    });
  });
});
