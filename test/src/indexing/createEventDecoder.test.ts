import { expect } from "chai";
import { AbiCoder, type EventFragment, Interface, type ParamType, type Result, toBeHex } from "ethers";
import fc from "fast-check";
import { createEventDecoder } from "../../../src/indexing/createEventDecoder.ts";
import {
  LicenseMarket__factory,
  ModelGovernor__factory,
  TrainingRounds__factory,
} from "../../../typechain-types/index.ts";

const ODD = new Interface([
  "event Odd(uint256 indexed a, int64 b, (uint8 c, string d, (bytes e, bytes3 f)[] g)[2] h, bytes32[3] i, string[] j)",
  "event Hashed(string indexed text, bytes indexed data, address[] list)",
]);
const CONTRACTS = [
  ODD,
  LicenseMarket__factory.createInterface(),
  ModelGovernor__factory.createInterface(),
  TrainingRounds__factory.createInterface(),
];
const EVENTS = CONTRACTS.flatMap((contract) => {
  const events: EventFragment[] = [];
  contract.forEachEvent((event) => events.push(event));
  return events.map((event) => ({ contract, event }));
});

/** Any value of a type, as ethers encodes it. */
function anyOf(type: ParamType): fc.Arbitrary<unknown> {
  if (type.baseType === "tuple") return fc.tuple(...(type.components ?? []).map(anyOf));
  if (type.baseType === "array") {
    const length = type.arrayLength ?? -1;
    return fc.array(
      anyOf(type.arrayChildren!),
      length < 0 ? { maxLength: 3 } : { minLength: length, maxLength: length },
    );
  }
  if (type.baseType === "address") return hex(20);
  if (type.baseType === "bool") return fc.boolean();
  if (type.baseType === "string") return fc.string({ unit: "grapheme", maxLength: 40 });
  const size = Number(/\d+$/.exec(type.baseType)?.[0]);
  if (type.baseType === "bytes") return fc.uint8Array({ maxLength: 70 });
  if (type.baseType.startsWith("uint")) return fc.bigInt(0n, 2n ** BigInt(size) - 1n);
  if (type.baseType.startsWith("int")) return fc.bigInt(-(2n ** BigInt(size - 1)), 2n ** BigInt(size - 1) - 1n);
  return hex(size);
}

function hex(bytes: number): fc.Arbitrary<string> {
  return fc.bigInt(0n, 2n ** BigInt(8 * bytes) - 1n).map((value) => toBeHex(value, bytes));
}

/** What ethers decodes, in the decoder's form. */
function plain(type: ParamType, value: unknown): unknown {
  if (type.indexed && ["string", "bytes", "array", "tuple"].includes(type.baseType))
    return (value as { hash: string }).hash;
  if (type.baseType === "string") return AbiCoder.defaultAbiCoder().decode(["bytes"], encoded("string", value))[0];
  if (type.baseType === "array") return (value as Result).toArray().map((one) => plain(type.arrayChildren!, one));
  if (type.baseType !== "tuple") return value;
  return named(type.components ?? [], value as Result);
}

function named(parts: readonly ParamType[], values: Result): Record<string, unknown> {
  return Object.fromEntries(parts.map((part, k) => [part.name, plain(part, values[k])]));
}

function encoded(type: string, value: unknown): string {
  return AbiCoder.defaultAbiCoder().encode([type], [value]);
}

describe("createEventDecoder", () => {
  it("gives what ethers gives, for any event", () => {
    const cases = fc
      .constantFrom(...EVENTS)
      .chain(({ contract, event }) =>
        fc.tuple(...event.inputs.map(anyOf)).map((values) => ({ contract, event, values })),
      );
    fc.assert(
      fc.property(cases, ({ contract, event, values }) => {
        const { topics, data } = contract.encodeEventLog(event, values);
        const expected = named(event.inputs, contract.decodeEventLog(event, data, topics));
        expect(createEventDecoder(event)(topics as string[], data)).to.deep.equal(expected);
      }),
      { seed: 5, numRuns: 400 },
    );
  });

  describe("given a string that is no UTF-8", () => {
    it("gives its bytes", () => {
      const { data } = new Interface(["event Said(bytes words)"]).encodeEventLog("Said", ["0xff00fe"]);
      const said = new Interface(["event Said(string words)"]).getEvent("Said")!;
      expect(createEventDecoder(said)([said.topicHash], data)).to.deep.equal({ words: "0xff00fe" });
    });
  });

  describe("given data that ends too early", () => {
    it("throws EVENT_UNREADABLE", () => {
      const said = new Interface(["event Said(string words)"]).getEvent("Said")!;
      const { data } = new Interface([said]).encodeEventLog(said, ["a few words"]);
      for (const length of [2, 66, 100, data.length - 64]) {
        expect(() => createEventDecoder(said)([said.topicHash], data.slice(0, length))).to.throw(
          "An event's data ends",
        );
      }
    });
  });
});
