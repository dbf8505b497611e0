import { expect } from "chai";
import fc from "fast-check";
import { decodeSafetensors } from "../../../src/storage/decodeSafetensors.ts";
import { encodeSafetensors } from "../../../src/storage/encodeSafetensors.ts";
import { reverseNumbers } from "../../../src/storage/reverseNumbers.ts";
import { SafetensorsError } from "../../../src/storage/SafetensorsError.ts";
import type { Tensor, TensorData } from "../../../src/storage/Tensor.ts";

function fileOf(header: string, data: readonly number[] = [], declared = header.length): Uint8Array {
  const bytes = new Uint8Array(8 + header.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(declared), true);
  bytes.set(new TextEncoder().encode(header), 8);
  bytes.set(data, 8 + header.length);
  return bytes;
}

function padded(json: string): string {
  return json.padEnd(Math.ceil(json.length / 8) * 8);
}

const entry = (from: number, to: number, dtype = "U8"): string =>
  `{"dtype":"${dtype}","shape":[${to - from}],"data_offsets":[${from},${to}]}`;

const data: fc.Arbitrary<TensorData> = fc.oneof(
  fc.array(fc.double({ noNaN: true })).map((a) => Float64Array.from(a)),
  fc.array(fc.float({ noNaN: true })).map((a) => Float32Array.from(a)),
  fc.array(fc.nat(2 ** 32 - 1)).map((a) => Uint32Array.from(a)),
  fc.array(fc.integer()).map((a) => Int32Array.from(a)),
  fc.array(fc.nat(255)).map((a) => Uint8Array.from(a)),
  fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })).map((a) => BigInt64Array.from(a)),
);
const key = fc
  .oneof(fc.string(), fc.nat(20).map(String))
  .filter((name) => name !== "__proto__" && name !== "__metadata__");
const tensors: fc.Arbitrary<Map<string, Tensor>> = fc
  .array(fc.tuple(key, data))
  .map((pairs) => new Map(pairs.map(([name, values]) => [name, { shape: [1, values.length], data: values }])));
const metadata = fc.array(fc.tuple(key, fc.string())).map((pairs) => new Map(pairs));

describe("encodeSafetensors and decodeSafetensors", () => {
  describe("given any tensors", () => {
    it("return the same tensors and the same bytes", () => {
      fc.assert(
        fc.property(tensors, metadata, (all, notes) => {
          const bytes = encodeSafetensors(all, notes);
          const read = decodeSafetensors(bytes);
          expect(new Map([...read.tensors].sort())).to.deep.equal(new Map([...all].sort()));
          expect(new Map([...read.metadata].sort())).to.deep.equal(new Map([...notes].sort()));
          expect(encodeSafetensors(read.tensors, read.metadata)).to.deep.equal(bytes);
        }),
        { seed: 8 },
      );
    });

    it("do not depend on the order in which tensors are given", () => {
      const a = { shape: [1], data: Float64Array.of(1) };
      const b = { shape: [2], data: Uint32Array.of(1, 2) };
      expect(
        encodeSafetensors(
          new Map<string, Tensor>([
            ["a", a],
            ["b", b],
          ]),
        ),
      ).to.deep.equal(
        encodeSafetensors(
          new Map<string, Tensor>([
            ["b", b],
            ["a", a],
          ]),
        ),
      );
    });
  });

  describe("given one tensor", () => {
    it("write these bytes", () => {
      const bytes = encodeSafetensors(
        new Map([["w", { shape: [1], data: Float64Array.of(1) }]]),
        new Map([["a", "b"]]),
      );
      const header = padded('{"__metadata__":{"a":"b"},"w":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}');
      expect(bytes).to.deep.equal(fileOf(header, [0, 0, 0, 0, 0, 0, 0xf0, 0x3f]));
    });
  });

  describe("when data does not fill its shape or a name is reserved", () => {
    it("throws SAFETENSORS_BAD_TENSOR", () => {
      const one = Float64Array.of(1);
      for (const [name, shape] of [
        ["w", [2]],
        ["w", [-1]],
        ["w", [0.5, 2]],
        ["__metadata__", [1]],
        ["__proto__", [1]],
      ] as const) {
        expect(() => encodeSafetensors(new Map([[name, { shape, data: one }]])))
          .to.throw(SafetensorsError, /\n./)
          .with.property("code", "SAFETENSORS_BAD_TENSOR");
      }
    });
  });
});

describe("reverseNumbers", () => {
  it("reverses the bytes of each number", () => {
    const bytes = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    reverseNumbers(bytes, 4);
    expect(bytes).to.deep.equal(Uint8Array.of(4, 3, 2, 1, 8, 7, 6, 5));
  });
});

describe("decodeSafetensors", () => {
  describe("given a NaN with a payload, at an odd offset of a larger buffer", () => {
    it("keeps its bits, and does not share memory", () => {
      const file = encodeSafetensors(new Map([["w", { shape: [1], data: Float64Array.of(0) }]]));
      const larger = new Uint8Array(file.length + 1);
      larger.set(file, 1);
      larger.set([1, 2, 3, 4, 5, 6, 0xf7, 0x7f], larger.length - 8);
      const { tensors: read } = decodeSafetensors(larger.subarray(1));
      larger.fill(0, larger.length - 4);
      expect(new Uint8Array(read.get("w")?.data.buffer as ArrayBuffer)).to.deep.equal(
        Uint8Array.of(1, 2, 3, 4, 5, 6, 0xf7, 0x7f),
      );
    });
  });

  const notUtf8 = fileOf(padded(`{"a":${entry(0, 1)}}`), [1]);
  notUtf8[10] = 0xff;
  const cases: Record<string, [code: string, bytes: Uint8Array]> = {
    "there are fewer than 8 bytes": ["SAFETENSORS_TOO_SHORT", new Uint8Array(7)],
    "the header is longer than the file": ["SAFETENSORS_TOO_SHORT", fileOf(padded("{}"), [], 64)],
    "the header is above 1 MiB": ["SAFETENSORS_HEADER_TOO_LARGE", fileOf(padded("{}"), [], (1 << 20) + 8)],
    "the header is not JSON": ["SAFETENSORS_BAD_HEADER", fileOf(padded("{"))],
    "the header is an array": ["SAFETENSORS_BAD_HEADER", fileOf(padded("[]"))],
    "metadata is not text": ["SAFETENSORS_BAD_HEADER", fileOf(padded('{"__metadata__":{"a":1}}'))],
    "a tensor is no object": ["SAFETENSORS_BAD_TENSOR", fileOf(padded('{"a":1}'))],
    "a tensor is called __proto__": ["SAFETENSORS_BAD_TENSOR", fileOf(padded(`{"__proto__":${entry(0, 1)}}`), [1])],
    "a dtype is unknown": ["SAFETENSORS_BAD_TENSOR", fileOf(padded(`{"a":${entry(0, 1, "Q9")}}`), [1])],
    "a shape is negative": [
      "SAFETENSORS_BAD_TENSOR",
      fileOf(padded('{"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,1]}}'), [1]),
    ],
    "tensors overlap": ["SAFETENSORS_BAD_LAYOUT", fileOf(padded(`{"a":${entry(0, 2)},"b":${entry(1, 3)}}`), [1, 2, 3])],
    "tensors leave a gap": [
      "SAFETENSORS_BAD_LAYOUT",
      fileOf(padded(`{"a":${entry(0, 1)},"b":${entry(2, 3)}}`), [1, 2, 3]),
    ],
    "a shape does not match its bytes": ["SAFETENSORS_BAD_LAYOUT", fileOf(padded(`{"a":${entry(0, 1, "F64")}}`), [1])],
    "a shape is astronomic": [
      "SAFETENSORS_BAD_LAYOUT",
      fileOf(padded('{"a":{"dtype":"U8","shape":[9007199254740991,9007199254740991],"data_offsets":[0,1]}}'), [1]),
    ],
    "bytes trail": ["SAFETENSORS_BAD_LAYOUT", fileOf(padded(`{"a":${entry(0, 1)}}`), [1, 2])],
    "data is cut off": ["SAFETENSORS_TOO_SHORT", fileOf(padded(`{"a":${entry(0, 2)}}`), [1])],
    "a key comes twice": ["SAFETENSORS_NOT_CANONICAL", fileOf(padded(`{"a":${entry(0, 1)},"a":${entry(0, 1)}}`), [1])],
    "a key comes twice inside a tensor": [
      "SAFETENSORS_NOT_CANONICAL",
      fileOf(padded('{"a":{"dtype":"U8","dtype":"U8","shape":[1],"data_offsets":[0,1]}}'), [1]),
    ],
    "a tensor has a key too many": [
      "SAFETENSORS_NOT_CANONICAL",
      fileOf(padded('{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1],"x":1}}'), [1]),
    ],
    "keys are out of order": [
      "SAFETENSORS_NOT_CANONICAL",
      fileOf(padded(`{"b":${entry(1, 2)},"a":${entry(0, 1)}}`), [1, 2]),
    ],
    "the header holds spaces": ["SAFETENSORS_NOT_CANONICAL", fileOf(padded(`{"a": ${entry(0, 1)}}`), [1])],
    "the header is not padded": ["SAFETENSORS_NOT_CANONICAL", fileOf(`{"a":${entry(0, 1)}}`, [1])],
    "the header is padded twice": [
      "SAFETENSORS_NOT_CANONICAL",
      fileOf(`${padded(`{"a":${entry(0, 1)}}`)}        `, [1]),
    ],
    "a number is written as 1.0": [
      "SAFETENSORS_NOT_CANONICAL",
      fileOf(padded('{"a":{"dtype":"U8","shape":[1.0],"data_offsets":[0,1]}}'), [1]),
    ],
    "a number is written as −0": [
      "SAFETENSORS_NOT_CANONICAL",
      fileOf(padded('{"a":{"dtype":"U8","shape":[1],"data_offsets":[-0,1]}}'), [1]),
    ],
    "a number is beyond double precision": [
      "SAFETENSORS_BAD_TENSOR",
      fileOf(padded('{"a":{"dtype":"U8","shape":[1e400],"data_offsets":[0,1]}}'), [1]),
    ],
    "JSON is nested deeply": ["SAFETENSORS_BAD_TENSOR", fileOf(`{"a":${"[".repeat(5e5)}${"]".repeat(5e5)}}   `)],
    "the header is not UTF-8": ["SAFETENSORS_BAD_HEADER", notUtf8],
    "metadata is empty": ["SAFETENSORS_NOT_CANONICAL", fileOf(padded('{"__metadata__":{}}'))],
  };
  for (const [state, [code, bytes]] of Object.entries(cases)) {
    describe(`when ${state}`, () => {
      it(`throws ${code}`, () => {
        expect(() => decodeSafetensors(bytes))
          .to.throw(SafetensorsError, /\n./)
          .with.property("code", code);
      });
    });
  }

  describe("given any bytes", () => {
    it("throws SafetensorsError and nothing else", () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
          expect(() => decodeSafetensors(bytes)).to.throw(SafetensorsError);
        }),
        { seed: 9, numRuns: 500 },
      );
    });
  });

  describe("given a valid file with one byte changed", () => {
    it("reads other tensors, or throws SafetensorsError", () => {
      const bytes = encodeSafetensors(
        new Map<string, Tensor>([
          ["a", { shape: [2], data: Uint32Array.of(1, 2) }],
          ["b", { shape: [1], data: Uint8Array.of(3) }],
        ]),
      );
      fc.assert(
        fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
          const changed = bytes.slice();
          changed[at] = (changed[at] as number) ^ change;
          try {
            const { tensors: read, metadata: notes } = decodeSafetensors(changed);
            expect(encodeSafetensors(read, notes)).to.deep.equal(changed);
          } catch (error) {
            expect(error).to.be.instanceOf(SafetensorsError);
          }
        }),
        { seed: 10, numRuns: 500 },
      );
    });
  });
});
