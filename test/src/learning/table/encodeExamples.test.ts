import { expect } from "chai";
import fc from "fast-check";
import { createEncoding } from "../../../../src/learning/table/createEncoding.ts";
import type { Encoding } from "../../../../src/learning/table/Encoding.ts";
import { encodeExamples } from "../../../../src/learning/table/encodeExamples.ts";
import { mergeSummaries } from "../../../../src/learning/table/mergeSummaries.ts";
import { parseTable } from "../../../../src/learning/table/parseTable.ts";
import { summarizeRows } from "../../../../src/learning/table/summarizeRows.ts";
import type { Table } from "../../../../src/learning/table/Table.ts";
import { TableError } from "../../../../src/learning/table/TableError.ts";

function encodingOf(table: Table, label = table.columns.length - 1): Encoding {
  return createEncoding(summarizeRows({ table, rows: [...table.rows.keys()], label }));
}

describe("createEncoding", () => {
  describe("when columns are of all kinds", () => {
    it("standardises numbers, spreads texts and drops what cannot help", () => {
      const table = parseTable("n,t,same,name,void,y\n1,red,5,Ann,,a\n3,blue,5,Bob,,b\n5,red,5,Cid,, a\n");
      const encoding = encodingOf(table);
      expect(encoding.classes).to.deep.equal(["a", "b"]);
      expect(encoding.features.map(({ name, kind }) => [name, kind])).to.deep.equal([
        ["n", "number"],
        ["t", "category"],
      ]);
      expect(encoding.dropped.map(({ name }) => name)).to.deep.equal(["same", "name", "void"]);
      const { features, labels, width } = encodeExamples(table, [0, 1, 2], encoding);
      const z = Math.sqrt(1.5);
      expect(width).to.equal(3);
      expect([...features].map((value) => value.toFixed(12))).to.deep.equal(
        [-z, 0, 1, 0, 1, 0, z, 0, 1].map((value) => value.toFixed(12)),
      );
      expect([...labels]).to.deep.equal([0, 1, 0]);
    });
  });

  describe("when labels are numbers", () => {
    it("orders them by value and knows one spelling", () => {
      expect(encodingOf(parseTable("1,10\n2,9\n3,9.0\n4,+10\n")).classes).to.deep.equal(["9", "10"]);
    });
  });

  describe("when a value is missing", () => {
    it("encodes the mean, or no category", () => {
      const table = parseTable("n,t,y\n1,red,a\n3,blue,b\n?,,a\n2,red,b\n2,red,\n");
      const { features, labels } = encodeExamples(table, [2, 4], encodingOf(table));
      expect([...features]).to.deep.equal([0, 0, 0]);
      expect(labels.length).to.equal(1);
    });
  });

  describe("when the label cannot be learned", () => {
    const cases: Record<string, string> = {
      TABLE_ONE_CLASS: "x,y\n1,a\n2,a\n",
      TABLE_TOO_MANY_CLASSES: `x,y\n${Array.from({ length: 60 }, (_, i) => `${i},${i / 7}`).join("\n")}\n`,
      TABLE_TOO_FEW_ROWS: "x,y\n1,?\n2,?\n",
      TABLE_NO_FEATURES: "x,y\n1,a\n1,b\n",
    };
    for (const [code, text] of Object.entries(cases)) {
      it(`throws ${code}`, () => {
        expect(() => encodingOf(parseTable(text), 1))
          .to.throw(TableError, /\n./)
          .with.property("code", code);
      });
    }
  });
});

describe("mergeSummaries", () => {
  describe("given any split of the rows over owners", () => {
    it("leads to the encoding of the whole table, up to rounding", () => {
      const lines = Array.from(
        { length: 40 },
        (_, i) => `${(i * 7919) % 101},${["red", "blue", ""][i % 3]},${i % 2 ? "a" : "b"}`,
      );
      const table = parseTable(`n,t,y\n${lines.join("\n")}\n`);
      const whole = encodingOf(table);
      fc.assert(
        fc.property(fc.array(fc.nat(3), { minLength: 40, maxLength: 40 }), (owners) => {
          const parts = [0, 1, 2, 3].map((owner) =>
            summarizeRows({ table, rows: [...table.rows.keys()].filter((row) => owners[row] === owner), label: 2 }),
          );
          const merged = createEncoding(mergeSummaries(parts as [(typeof parts)[number], ...typeof parts]));
          expect(merged.classes).to.deep.equal(whole.classes);
          expect(merged.features[1]).to.deep.equal(whole.features[1]);
          for (const [i, value] of encodeExamples(table, [0, 1, 2], merged).features.entries()) {
            expect(value).to.be.closeTo(encodeExamples(table, [0, 1, 2], whole).features[i] as number, 1e-12);
          }
        }),
        { seed: 4, numRuns: 30 },
      );
    });
  });
});
