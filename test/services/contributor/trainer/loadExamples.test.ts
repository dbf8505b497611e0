import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inspect } from "node:util";
import { expect } from "chai";
import type { ExamplesSource } from "../../../../services/contributor/trainer/ExamplesSource.ts";
import { loadExamples } from "../../../../services/contributor/trainer/loadExamples.ts";
import type { TrainerError } from "../../../../services/contributor/trainer/TrainerError.ts";
import type { Examples } from "../../../../src/learning/Examples.ts";
import { createEncoding } from "../../../../src/learning/table/createEncoding.ts";
import { encodeExamples } from "../../../../src/learning/table/encodeExamples.ts";
import { parseTable } from "../../../../src/learning/table/parseTable.ts";
import { summarizeRows } from "../../../../src/learning/table/summarizeRows.ts";
import { writeExamples } from "../../../../src/learning/writeExamples.ts";
import { rejectionOf } from "./rejectionOf.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

const pooled = parseTable("age,color,kind\n10,red,a\n20,blue,b\n30,red,b\n40,blue,a\n");
const encoding = createEncoding(summarizeRows({ table: pooled, rows: [0, 1, 2, 3], label: 2 }));
/** Planted in cells; must not turn up in any message. */
const SECRET = "s3cr3t";

function load(content: string | Uint8Array, kind: ExamplesSource["kind"] = "csv", label = "kind"): Promise<Examples> {
  return temporaryFolder(async (folder) => {
    const path = join(folder, "own.data");
    await writeFile(path, content);
    return loadExamples(kind === "csv" ? { kind, path, label, encoding } : { kind, path });
  });
}

/** All that a logger could find in an error. */
function tracesOf(error: TrainerError): string {
  return `${error.message}${error.stack}${inspect(error, { depth: 9, showHidden: true })}`;
}

describe("loadExamples", () => {
  describe("when the owner's table has other columns in another order", () => {
    it("encodes the columns that the encoding names", async () => {
      const own = await load("id,kind,color,age\n1,b,red,30\n2,a,red,10\n3,a,blue,40\n");
      expect(own).to.deep.equal(encodeExamples(pooled, [2, 0, 3], encoding));
    });
  });

  describe("when the label's column is given by position", () => {
    it("takes that column", async () => {
      const own = await load("y,color,age\nb,red,30\na,red,10\n", "csv", "0");
      expect(own).to.deep.equal(encodeExamples(pooled, [2, 0], encoding));
    });
  });

  describe("when values are missing", () => {
    it("encodes a missing or unknown category as none, and leaves out rows without a label", async () => {
      const { features, labels } = await load("age,color,kind\n,,a\n10,red,\n25,green,b\n");
      expect([...features]).to.deep.equal([0, 0, 0, 0, 0, 0]);
      expect([...labels]).to.deep.equal([0, 1]);
    });
  });

  describe("when the table holds a mistake", () => {
    const cases: Record<string, [string, RegExp]> = {
      "a label that is no class": [
        `age,color,kind\n1,red,a\n2,red,${SECRET}\n`,
        /row 2, column "kind", is not a class/,
      ],
      "a text where a number belongs": [
        `age,color,kind\n${SECRET},red,a\n2,red,b\n3,red,b\n`,
        /row 1, column "age", is not a number/,
      ],
      "several wrong cells": [
        `age,color,kind\n1,red,a\n${SECRET},red,${SECRET}\n3,red,b\n`,
        /row 2, column "kind".* 1 more/,
      ],
      "rows of different length": [`age,color,kind\n1,red,a\n2,${SECRET}\n`, /at line 3 \(CSV_RECORD_INCONSISTENT/],
      "an open quote": [`age,color,kind\n1,red,a\n2,"${SECRET},b\n`, /at line \d+ \(CSV_QUOTE_NOT_CLOSED/],
      "text behind a quote": [`age,color,kind\n1,red,a\n2,"red"${SECRET},b\n`, /at line 3 \(CSV_/],
      "no header row": [`5,${SECRET},a\n6,red,b\n`, /no column "kind", because it has no header row/],
      "a first row that looks like a header": [`${SECRET},red,a\n5,red,b\n6,blue,a\n`, /no column "kind"/],
      "no labels": [`age,color,kind\n1,${SECRET},\n2,red,\n`, /No row .* has a label in column "kind"/],
      "no rows": [`age,color,${SECRET}\n`, /has no header row/],
      "no text": ["\n", /own\.data cannot be read\.\n/],
    };
    for (const [name, [text, reason]] of Object.entries(cases)) {
      it(`throws TRAINER_DATA for ${name}, without what the cells hold`, async () => {
        const error = await rejectionOf(load(text));
        expect(error.code).to.equal("TRAINER_DATA");
        expect(error.message)
          .to.match(reason)
          .and.match(/own\.data.*\n./);
        expect(tracesOf(error)).not.to.contain(SECRET);
      });
    }
  });

  describe("when the file cannot be read", () => {
    it("throws TRAINER_DATA and names it", async () => {
      const error = await rejectionOf(loadExamples({ kind: "examples", path: "/nowhere/own.data" }));
      expect(error.code).to.equal("TRAINER_DATA");
      expect(error.message).to.match(/\/nowhere\/own\.data cannot be read \(ENOENT\)\.\n/);
    });
  });

  describe("when examples are prepared", () => {
    const prepared: Examples = { width: 2, features: Float64Array.of(1, 2, 3, 4), labels: Uint32Array.of(0, 1) };

    it("reads them as they are", async () => {
      expect(await load(writeExamples(prepared), "examples")).to.deep.equal(prepared);
    });

    const cases: Record<string, [string | Uint8Array, RegExp]> = {
      "a table instead": [`${SECRET}${SECRET},1\n`, /does not hold examples \(SAFETENSORS_/],
      "a header with a quotation": [
        Uint8Array.of(8, 0, 0, 0, 0, 0, 0, 0, ...new TextEncoder().encode(`{"${SECRET}`)),
        /does not hold examples \(SAFETENSORS_BAD_HEADER\)/,
      ],
      "no rows": [
        writeExamples({ width: 2, features: new Float64Array(), labels: new Uint32Array() }),
        /holds no rows/,
      ],
      "a number that is not finite": [
        writeExamples({ ...prepared, features: Float64Array.of(1, 2, 3, NaN) }),
        /features of .* row 1, column 1 \(from 0\)/,
      ],
      "a target that is not finite": [
        writeExamples({ ...prepared, targets: Float64Array.of(1, Infinity) }),
        /targets of .* row 1, column 0 \(from 0\)/,
      ],
    };
    for (const [name, [content, reason]] of Object.entries(cases)) {
      it(`throws TRAINER_DATA for ${name}`, async () => {
        const error = await rejectionOf(load(content, "examples"));
        expect(error.code).to.equal("TRAINER_DATA");
        expect(error.message).to.match(reason);
        expect(tracesOf(error)).not.to.contain(SECRET);
      });
    }
  });
});
