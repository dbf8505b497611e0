import { expect } from "chai";
import { BaseError } from "../../../../src/errors/BaseError.ts";
import { createEncoding } from "../../../../src/learning/table/createEncoding.ts";
import { parseTable } from "../../../../src/learning/table/parseTable.ts";
import { readEncoding } from "../../../../src/learning/table/readEncoding.ts";
import { summarizeRows } from "../../../../src/learning/table/summarizeRows.ts";
import { writeEncoding } from "../../../../src/learning/table/writeEncoding.ts";

const table = parseTable("n,t,same,y\n1,red,5,a\n3,blue,5,b\n5.5,red,5,a\n");
const encoding = createEncoding(summarizeRows({ table, rows: [0, 1, 2], label: 3 }));
const text = new TextDecoder().decode(writeEncoding(encoding));

describe("readEncoding", () => {
  describe("when writeEncoding wrote the file", () => {
    it("returns what was written", () => {
      expect(readEncoding(writeEncoding(encoding))).to.deep.equal(encoding);
    });
  });

  describe("when an encoding has the same fields in another order", () => {
    it("is the same file", () => {
      const reversed = Object.fromEntries(Object.entries(encoding).reverse()) as typeof encoding;
      expect(writeEncoding(reversed)).to.deep.equal(writeEncoding(encoding));
    });
  });

  describe("when the file is none", () => {
    const cases: Record<string, string> = {
      "no JSON": text.slice(1),
      "another format": text.replace("encoding.v1", "encoding.v2"),
      "one class": text.replace('"classes":["a","b"]', '"classes":["a"]'),
      "a class twice": text.replace('"classes":["a","b"]', '"classes":["a","a"]'),
      "an unknown kind": text.replace('"kind":"number"', '"kind":"image"'),
      "no deviation": text.replace(/"deviation":[\d.]+/, '"deviation":0'),
      "a field too many": text.replace('"label":3', '"label":3,"note":"x"'),
      "another width": text.replace('"width":3', '"width":4'),
      "spaces between": text.replace('"label":3', '"label": 3'),
      "no newline": text.trimEnd(),
    };
    for (const [name, changed] of Object.entries(cases)) {
      it(`throws ENCODING_UNREADABLE for ${name}`, () => {
        expect(changed).not.to.equal(text);
        expect(() => readEncoding(new TextEncoder().encode(changed)))
          .to.throw(BaseError, /^The encoding file .*\nAsk/)
          .with.property("code", "ENCODING_UNREADABLE");
      });
    }
  });
});
