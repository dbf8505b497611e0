import { expect } from "chai";
import fc from "fast-check";
import { sparsifyUpdate } from "../../../../src/learning/compression/sparsifyUpdate.ts";
import type { Transmission } from "../../../../src/learning/compression/Transmission.ts";
import { LearningError } from "../../../../src/learning/LearningError.ts";
import { readUpdate } from "../../../../src/learning/readUpdate.ts";
import { writeParameters } from "../../../../src/learning/writeParameters.ts";
import { writeUpdate } from "../../../../src/learning/writeUpdate.ts";
import { decodeSafetensors } from "../../../../src/storage/decodeSafetensors.ts";
import { encodeSafetensors } from "../../../../src/storage/encodeSafetensors.ts";
import { SafetensorsError } from "../../../../src/storage/SafetensorsError.ts";
import type { Tensor, TensorData } from "../../../../src/storage/Tensor.ts";
import { sparse, transmissions, updates } from "./transmissions.ts";

const text = new TextDecoder();

/** A file with some tensors or notes replaced, or left out where the replacement is undefined. */
function edited(
  bytes: Uint8Array,
  data: Record<string, TensorData | undefined>,
  notes: Record<string, string> = {},
): Uint8Array {
  const { tensors, metadata } = decodeSafetensors(bytes);
  const changed = new Map<string, Tensor>(tensors);
  for (const [name, values] of Object.entries(data)) {
    if (values === undefined) changed.delete(name);
    else changed.set(name, { shape: [values.length], data: values });
  }
  return encodeSafetensors(changed, new Map([...metadata, ...Object.entries(notes)]));
}

/** Kept: −127 and 64 of the first chunk at 1 and 2, 0 and 1 of the second at 0 and 3, 127 of the last at 0. */
const update = Float64Array.of(0, -127, 64, 0, /* chunk */ 0, 0, 0, 1, /* chunk */ 127);
const eightBits = sparse(2, 8, 4);

describe("readUpdate", () => {
  describe("given a privacy record in the file", () => {
    const notes = new Map([["privacy", '{"epsilon":1}']]);

    it("reads the same numbers, for every transmission", () => {
      const numbers = Float64Array.of(3, 1, -1, -3);
      for (const transmission of [
        { kind: "dense", bits: 64 },
        { kind: "dense", bits: 32 },
        sparse(4, 2, 4),
      ] as const satisfies readonly Transmission[]) {
        const bytes = writeUpdate(numbers, transmission, notes);
        expect(decodeSafetensors(bytes).metadata.get("privacy")).to.equal('{"epsilon":1}');
        expect(readUpdate(bytes, 4, transmission)).to.deep.equal(numbers);
      }
    });

    it("refuses any other note", () => {
      const bytes = writeUpdate(Float64Array.of(1), { kind: "dense", bits: 64 }, new Map([["author", "alice"]]));
      expect(() => readUpdate(bytes, 1))
        .to.throw(LearningError)
        .with.property("code", "LEARNING_BAD_FILE");
    });
  });
});

describe("writeUpdate", () => {
  describe("given a sparse transmission", () => {
    it("writes these bytes", () => {
      const bytes = writeUpdate(update, eightBits);
      const header = text.decode(bytes.subarray(8, bytes.length - 11)).trimEnd();
      expect(header).to.equal(
        '{"__metadata__":{"bits":"8","chunkSize":"4","format":"commonweights.sparse.v1","kept":"2","parameters":"9"},' +
          '"indices":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},' +
          '"scales":{"dtype":"F32","shape":[1],"data_offsets":[2,6]},' +
          '"values":{"dtype":"U8","shape":[5],"data_offsets":[6,11]}}',
      );
      // Indices 1, 2, 0, 3, 0 of 2 bits; scale 1; codes are levels + 127.
      const data = [0b11001001, 0, 0, 0, 0x80, 0x3f, 0, 191, 127, 128, 254];
      expect([...bytes.subarray(bytes.length - 11)]).to.deep.equal(data);
    });

    it("writes 2-bit levels −3, −1, 1, 3 as 0, 1, 2, 3", () => {
      const bytes = writeUpdate(Float64Array.of(-3, -1, 1, 3), sparse(4, 2, 4));
      expect(bytes[bytes.length - 1]).to.equal(0b11100100);
    });

    it("writes about a byte per kept number of a larger update", () => {
      const large = sparsifyUpdate(
        Float64Array.from({ length: 64_000 }, (_, i) => Math.fround(((i * 7919) % 1000) - 500)),
        sparse(8, 2),
      );
      // 8,000 kept numbers of 6 + 2 bits, 63 scales, and the header.
      expect(writeUpdate(large, sparse(8, 2)).length).to.equal(8_000 + 63 * 4 + 320);
    });
  });

  describe("when the transmission cannot write a number", () => {
    const cases: Record<string, [update: Float64Array, transmission: Transmission]> = {
      "too many are not zero": [Float64Array.of(1, 1, 1, 0), sparse(2, 32, 4)],
      "one is not a float32": [Float64Array.of(0.1, 0), sparse(1, 32, 2)],
      "one of a dense float32 update is not": [Float64Array.of(0.1), { kind: "dense", bits: 32 }],
      "one lies between levels": [Float64Array.of(127, 0.5), sparse(2, 8, 2)],
      "one is zero among 2-bit levels": [Float64Array.of(3, 0), sparse(2, 2, 2)],
      "the greatest is no multiple of a float32": [Float64Array.of(0.1), sparse(1, 8, 2)],
      "one is off by the last bit": [Float64Array.of(3, 1 + 2 ** -52), sparse(2, 2, 2)],
      "one is infinite": [Float64Array.of(Infinity), sparse(1, 32, 2)],
      "one is not a number": [Float64Array.of(NaN), sparse(1, 8, 2)],
    };
    for (const [state, [numbers, transmission]] of Object.entries(cases)) {
      it(`throws LEARNING_BAD_FILE because ${state}`, () => {
        expect(() => writeUpdate(numbers, transmission))
          .to.throw(LearningError, /\n./)
          .with.property("code", "LEARNING_BAD_FILE");
      });
    }
  });
});

describe("readUpdate", () => {
  describe("given a dense transmission", () => {
    it("reads float64 and float32 as they were written", () => {
      const dense = Float64Array.of(0.5, -0, 1e-45);
      const rounded = Float64Array.from(Float32Array.from(dense));
      expect(readUpdate(writeParameters(dense), 3)).to.deep.equal(dense);
      expect(readUpdate(writeUpdate(dense), 3, { kind: "dense", bits: 64 })).to.deep.equal(dense);
      expect(
        readUpdate(writeUpdate(rounded, { kind: "dense", bits: 32 }), 3, { kind: "dense", bits: 32 }),
      ).to.deep.equal(rounded);
    });

    it("refuses the other precision, another length, notes and more tensors", () => {
      const bytes = writeParameters(update);
      for (const [file, length, transmission] of [
        [bytes, 9, { kind: "dense", bits: 32 }],
        [writeUpdate(update, { kind: "dense", bits: 32 }), 9, { kind: "dense", bits: 64 }],
        [bytes, 8, undefined],
        [edited(bytes, {}, { note: "x" }), 9, undefined],
        [edited(bytes, { more: update }), 9, undefined],
      ] as const) {
        expect(() => readUpdate(file, length, transmission)).to.throw(LearningError, "exactly one F");
      }
    });
  });

  describe("given any update made sparse", () => {
    it("reads what was written, from one file only", () => {
      fc.assert(
        fc.property(updates, transmissions, (dense, transmission) => {
          const sent = sparsifyUpdate(dense, transmission);
          const bytes = writeUpdate(sent, transmission);
          expect(readUpdate(bytes, sent.length, transmission)).to.deep.equal(sent);
        }),
        { seed: 3, numRuns: 300 },
      );
    });
  });

  describe("given a file with one bit changed", () => {
    it("reads another update, or throws LearningError or SafetensorsError", () => {
      let accepted = 0;
      const changes = fc.tuple(updates, transmissions, fc.nat(), fc.nat(7));
      fc.assert(
        fc.property(changes, ([dense, transmission, draw, bit]) => {
          const sent = sparsifyUpdate(dense, transmission);
          const bytes = writeUpdate(sent, transmission);
          const dataLength = [...decodeSafetensors(bytes).tensors.values()].reduce((n, t) => n + t.data.byteLength, 0);
          if (dataLength === 0) return;
          const changed = bytes.slice();
          changed[bytes.length - 1 - (draw % dataLength)]! ^= 1 << bit;
          try {
            const read = readUpdate(changed, sent.length, transmission);
            expect(read).not.to.deep.equal(sent);
            expect(writeUpdate(read, transmission)).to.deep.equal(changed);
            accepted++;
          } catch (error) {
            if (!(error instanceof SafetensorsError)) expect(error).to.be.instanceOf(LearningError);
          }
        }),
        { seed: 4, numRuns: 500 },
      );
      expect(accepted).to.be.greaterThan(50);
    });
  });

  describe("when the file is not in the one form of its update", () => {
    const bytes = writeUpdate(update, eightBits);
    const twoBits = sparse(2, 2, 4);
    const two = writeUpdate(Float64Array.of(0, -3, 1, 0), twoBits);
    const float = sparse(2, 32, 4);
    const floats = writeUpdate(Float64Array.of(0, 5, 0, 0), float);
    const scale = (value: number) => ({ scales: Float32Array.of(value) });
    const cases: Record<string, [file: Uint8Array, transmission: Transmission, message: string]> = {
      "indices descend": [edited(bytes, { indices: Uint8Array.of(0b11000110, 0) }), eightBits, "Index 1 is not above"],
      "an index comes twice": [edited(bytes, { indices: Uint8Array.of(0b11000101, 0) }), eightBits, "Index 1 is not"],
      "an index lies behind the end": [edited(bytes, { indices: Uint8Array.of(0b11001001, 1) }), eightBits, "outside"],
      "an unused index bit is set": [edited(bytes, { indices: Uint8Array.of(0b11001001, 4) }), eightBits, "Byte"],
      "an unused value bit is set": [edited(two, { values: Uint8Array.of(0b11000 | 0b1000) }), twoBits, "one form"],
      "a scale is negative": [edited(bytes, scale(-1)), eightBits, "Scale 0 is -1"],
      "a scale is −0": [edited(bytes, scale(-0)), eightBits, "Scale 0 is -0"],
      "a scale is not a number": [edited(bytes, scale(NaN)), eightBits, "Scale 0 is NaN"],
      "a scale is infinite": [edited(bytes, scale(Infinity)), eightBits, "Scale 0 is Infinity"],
      "a scale is subnormal": [edited(bytes, scale(1e-40)), eightBits, "Scale 0 is"],
      "a scale of 0 has codes": [edited(bytes, scale(0)), eightBits, "Byte"],
      "a code stands for no level": [
        edited(bytes, { values: Uint8Array.of(0, 191, 127, 128, 255) }),
        eightBits,
        "the code 255",
      ],
      "the greatest level is unused": [
        edited(bytes, { values: Uint8Array.of(1, 191, 127, 128, 253) }),
        eightBits,
        "cannot write",
      ],
      "a zero stands higher than it could": [
        edited(bytes, { indices: Uint8Array.of(0b11011001, 0) }),
        eightBits,
        "Byte",
      ],
      "a value is −0": [edited(floats, { values: Float32Array.of(-0, 5) }), float, "Byte"],
      "a value is infinite": [edited(floats, { values: Float32Array.of(0, Infinity) }), float, "Value 1 is Infinity"],
      "a value is not a number": [edited(floats, { values: Float32Array.of(NaN, 5) }), float, "Value 0 is NaN"],
      "a tensor is missing": [edited(bytes, { scales: undefined }), eightBits, 'no tensor "scales"'],
      "a tensor is too short": [edited(bytes, { values: new Uint8Array(4) }), eightBits, 'no tensor "values" of 5'],
      "a tensor is of another type": [edited(bytes, { indices: Float64Array.of(1, 2) }), eightBits, "Uint8Array"],
      "there is a tensor too many": [edited(bytes, { more: new Uint8Array(1) }), eightBits, "Byte"],
      "there is a note too many": [edited(bytes, {}, { note: "x" }), eightBits, "Byte"],
      "a note says otherwise": [edited(bytes, {}, { kept: "02" }), eightBits, "kept 2; the file says 02"],
      "the task wants another density": [bytes, sparse(1, 8, 4), "kept 1; the file says 2"],
      "the file is a dense update": [writeParameters(update), eightBits, "the file says nothing"],
    };
    for (const [state, [file, transmission, message]] of Object.entries(cases)) {
      it(`throws LEARNING_BAD_FILE because ${state}`, () => {
        const length = file === bytes || transmission === eightBits ? update.length : 4;
        expect(() => readUpdate(file, length, transmission))
          .to.throw(LearningError, message)
          .with.property("code", "LEARNING_BAD_FILE");
      });
    }
  });
});
