import { expect } from "chai";
import { columnIndex } from "../../../../src/learning/table/columnIndex.ts";
import { parseTable } from "../../../../src/learning/table/parseTable.ts";
import { TableError } from "../../../../src/learning/table/TableError.ts";

describe("parseTable", () => {
  describe("when the first row holds names", () => {
    it("takes it as the header", () => {
      const table = parseTable("width,height,kind\n1,2,a\n3,4,b\n");
      expect(table).to.deep.equal({
        columns: ["width", "height", "kind"],
        hasHeader: true,
        rows: [
          ["1", "2", "a"],
          ["3", "4", "b"],
        ],
      });
    });

    it("takes it as the header of a table of texts, too", () => {
      expect(parseTable("color,kind\nred,a\nblue,b\nred,a\n").hasHeader).to.equal(true);
    });
  });

  describe("when the first row holds data", () => {
    it("numbers the columns", () => {
      const table = parseTable("5,1,?,2\n5,4,4,4\n");
      expect(table.hasHeader).to.equal(false);
      expect(table.columns).to.deep.equal(["column 0", "column 1", "column 2", "column 3"]);
      expect(table.rows[0]).to.deep.equal(["5", "1", undefined, "2"]);
    });

    it("sees that text in it comes back below", () => {
      expect(parseTable("red,a\nblue,b\nred,a\n").hasHeader).to.equal(false);
    });
  });

  describe("when cells are quoted, spaced or missing", () => {
    it("reads quotes, line breaks and a byte order mark, and trims", () => {
      const table = parseTable('\uFEFFa,b\r\n"1, one", 2 \r\n"say ""hi""\nthere",3\r\n');
      expect(table.columns).to.deep.equal(["a", "b"]);
      expect(table.rows).to.deep.equal([
        ["1, one", "2"],
        ['say "hi"\nthere', "3"],
      ]);
    });

    it("reads every spelling of a missing value", () => {
      const table = parseTable("x,y\n?,1\n,2\nNA,3\nNaN,4\nnull,5\nn/a,6\n7,7\n");
      expect(table.rows.map(([x]) => x)).to.deep.equal([
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
        "7",
      ]);
    });
  });

  describe("when the delimiter is another one", () => {
    for (const delimiter of [";", "\t", "|"]) {
      it(`reads ${JSON.stringify(delimiter)}`, () => {
        expect(parseTable(`a${delimiter}b\n1${delimiter}2`).columns).to.deep.equal(["a", "b"]);
      });
    }
  });

  describe("when the text is no table", () => {
    const cases = {
      "": "TABLE_EMPTY",
      "\n\n": "TABLE_EMPTY",
      "a,b\n1,2\n3\n": "TABLE_UNREADABLE",
      'a,b\n"1,2\n': "TABLE_UNREADABLE",
    };
    for (const [text, code] of Object.entries(cases)) {
      it(`throws ${code} for ${JSON.stringify(text)}`, () => {
        expect(() => parseTable(text))
          .to.throw(TableError, /\n./)
          .with.property("code", code);
      });
    }
  });
});

describe("columnIndex", () => {
  describe("when the column exists", () => {
    it("finds it by name, then by position", () => {
      expect(columnIndex(parseTable("a,b\n1,2\n"), "b")).to.equal(1);
      expect(columnIndex(parseTable("1,2\n3,4\n"), "1")).to.equal(1);
      expect(columnIndex(parseTable("1,2\n3,4\n"), 0)).to.equal(0);
    });
  });

  describe("when it does not", () => {
    it("throws and names those that do", () => {
      expect(() => columnIndex(parseTable("a,b\n1,2\n"), "c"))
        .to.throw(TableError, "a, b")
        .with.property("code", "TABLE_NO_SUCH_COLUMN");
      expect(() => columnIndex(parseTable("1,2\n3,4\n"), 2))
        .to.throw(TableError, "0 to 1")
        .with.property("code", "TABLE_NO_SUCH_COLUMN");
    });
  });
});
