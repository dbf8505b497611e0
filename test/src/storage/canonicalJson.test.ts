import { expect } from "chai";
import fc from "fast-check";
import { canonicalJson, type JsonValue } from "../../../src/storage/canonicalJson.ts";

/** The same value with the keys of every object inserted in reverse. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}

describe("canonicalJson", () => {
  describe("when a value is written", () => {
    it("sorts keys by code units, without spaces", () => {
      // The keys of the example in RFC 8785, section 3.2.3, in its order.
      const value = { "€": 1, "\r": 2, "\ufb33": 3, "1": 4, "😀": 5, "\u0080": 6, ö: 7 };
      expect(canonicalJson(value)).to.equal('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
    });

    it("writes the shortest digits, and null for what is no number", () => {
      const value = [333333333.3333333, 1e30, 4.5, 0.002, 1e-27, -0, Number.NaN, Infinity];
      expect(canonicalJson(value)).to.equal("[333333333.3333333,1e+30,4.5,0.002,1e-27,0,null,null]");
    });

    it("does not depend on the order in which keys were set, and reads back", () => {
      const property = (value: unknown): void => {
        const text = canonicalJson(value as JsonValue);
        expect(canonicalJson(reversed(value) as JsonValue)).to.equal(text);
        expect(text).to.equal(canonicalJson(JSON.parse(text) as JsonValue));
        expect(JSON.parse(text)).to.deep.equal(JSON.parse(JSON.stringify(value)));
      };
      fc.assert(fc.property(fc.jsonValue(), property), { seed: 1, numRuns: 200 });
    });
  });
});
