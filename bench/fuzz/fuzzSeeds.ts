import { sparsifyUpdate } from "../../src/learning/compression/sparsifyUpdate.ts";
import type { Transmission } from "../../src/learning/compression/Transmission.ts";
import { createRandom } from "../../src/learning/createRandom.ts";
import { writeExamples } from "../../src/learning/writeExamples.ts";
import { writeParameters } from "../../src/learning/writeParameters.ts";
import { writeUpdate } from "../../src/learning/writeUpdate.ts";
import { encodeSafetensors } from "../../src/storage/encodeSafetensors.ts";
import type { Tensor } from "../../src/storage/Tensor.ts";
import type { FuzzSeed } from "./FuzzSeed.ts";

const dense: Transmission = { kind: "dense", bits: 64 };

/** Valid files of every kind that the readers know: updates in each transmission, examples, and tensors of each dtype. */
export function fuzzSeeds(): FuzzSeed[] {
  const random = createRandom(91);
  const numbers = (length: number) => new Float64Array(length).map(() => random.gaussian());
  const kinds: Transmission[] = [
    { kind: "sparse", chunkSize: 8, kept: 2, bits: 2 },
    { kind: "sparse", chunkSize: 8, kept: 3, bits: 8 },
    { kind: "sparse", chunkSize: 5, kept: 2, bits: 32 },
    { kind: "sparse", chunkSize: 2, kept: 2, bits: 2 },
    { kind: "sparse", chunkSize: 64, kept: 8, bits: 2 },
  ];
  const sparse = kinds.flatMap((transmission) =>
    [1, 20, 75].map((parameters) => {
      const update = transmission.kind === "sparse" ? sparsifyUpdate(numbers(parameters), transmission) : numbers(1);
      return { bytes: writeUpdate(update, transmission), parameters, transmission };
    }),
  );
  const float32: Transmission = { kind: "dense", bits: 32 };
  const every = new Map<string, Tensor>([
    ["10", { shape: [], data: Float64Array.of(1) }],
    ["9", { shape: [2, 0], data: new Float32Array() }],
    ['é\\"\n', { shape: [2], data: Uint32Array.of(1, 2) }],
    ["\ud800", { shape: [1, 1], data: Int32Array.of(-1) }],
    ["u8", { shape: [3], data: Uint8Array.of(1, 2, 3) }],
    ["z", { shape: [1], data: BigInt64Array.of(-1n) }],
  ]);
  const notes = new Map([
    ["format", "x"],
    ["1", "\u2028"],
  ]);
  const others = [
    writeParameters(numbers(4)),
    writeExamples({ width: 2, features: numbers(6), labels: Uint32Array.of(0, 1, 2) }),
    encodeSafetensors(every, notes),
    encodeSafetensors(
      new Map<string, Tensor>([
        ["features", { shape: [1, 1], data: numbers(1) }],
        ["labels", { shape: [1], data: Uint32Array.of(0) }],
      ]),
      notes,
    ),
    encodeSafetensors(new Map()),
  ];
  return [
    ...sparse,
    { bytes: writeUpdate(Float64Array.of(0.5, -2, 0), float32), parameters: 3, transmission: float32 },
    ...others.map((bytes) => ({ bytes, parameters: 4, transmission: dense })),
  ];
}
