import { expect } from "chai";
import { createEvaluationReport } from "../../../../src/learning/report/createEvaluationReport.ts";
import type { EvaluationReport } from "../../../../src/learning/report/EvaluationReport.ts";
import { readEvaluationReport } from "../../../../src/learning/report/readEvaluationReport.ts";
import { writeEvaluationReport } from "../../../../src/learning/report/writeEvaluationReport.ts";
import { firstVersion } from "./reports.ts";

const values = Array.from(firstVersion.test.labels, (_, row) => (row % 3 === 0 ? undefined : `g${row % 2}`));
const report = createEvaluationReport({
  ...firstVersion,
  attributes: [{ name: "group", values }],
  previousWeights: new Float64Array(9),
});
const text = new TextDecoder().decode(writeEvaluationReport(report));

function read(changed: string): EvaluationReport {
  return readEvaluationReport(new TextEncoder().encode(changed));
}

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

describe("writeEvaluationReport", () => {
  describe("when the same report is written", () => {
    it("gives the same bytes in whatever order keys were set", () => {
      const other = reversed(report) as EvaluationReport;
      expect(Object.keys(other)).to.not.deep.equal(Object.keys(report));
      expect(writeEvaluationReport(other)).to.deep.equal(writeEvaluationReport(report));
    });

    it("is one line of JSON that begins with its first key and ends with a newline", () => {
      expect(text).to.match(/^\{"calibration":\{.*\}\n$/);
    });
  });
});

describe("readEvaluationReport", () => {
  describe("when the bytes are a report", () => {
    it("reads it back", () => {
      expect(read(text)).to.deep.equal(report);
    });
  });

  for (const [what, changed, message] of [
    ["are not JSON", text.slice(1), /not JSON/],
    ["have no newline", text.trimEnd(), /canonical/],
    ["have a space", text.replace(":", ": "), /canonical/],
    ["have another spelling of a number", text.replace('"version":2', '"version":2.0'), /canonical/],
    ["have a key twice", text.replace('"version":2', '"version":1,"version":2'), /canonical/],
    ["have another key", text.replace('"version":2', '"version":2,"zest":1'), /"subject\.zest"/],
    ["lack a key", text.replace('"version":2,', "").replace(',"version":2', ""), /"subject\.version"/],
    ["have a text for a number", text.replace('"version":2', '"version":"2"'), /"subject\.version"/],
    ["have null where a number has to be", text.replace(/"macroF1":[\d.]+/, '"macroF1":null'), /macroF1/],
    ["have a list for an object", text.replace(/"work":\{[^}]*\}/, '"work":[]'), /"resources\.work"/],
    ["have an object for a list", text.replace(/"warnings":\[.*\]/, '"warnings":{}'), /"warnings"/],
    ["have a wrong entry in a list", text.replace(/"classes":\["east",/, '"classes":["east",1,'), /"classes\[1\]"/],
    ["have another format", text.replace("evaluation-1", "evaluation-2"), /unknown format/],
    ["are null", "null\n", /""/],
  ] as const) {
    describe(`when the bytes ${what}`, () => {
      it("throws REPORT_BAD_FILE and says where", () => {
        expect(changed).to.not.equal(text);
        expect(() => read(changed))
          .to.throw(message)
          .with.property("code", "REPORT_BAD_FILE");
      });
    });
  }

  describe("when the bytes are no UTF-8", () => {
    it("throws REPORT_BAD_FILE", () => {
      expect(() => readEvaluationReport(Uint8Array.of(0xff)))
        .to.throw()
        .with.property("code", "REPORT_BAD_FILE");
    });
  });
});
