import { expect } from "chai";
import { escapeHtml } from "../../../../../services/demo/report/escapeHtml.ts";
import { renderEvaluationReport } from "../../../../../services/demo/report/evaluation/renderEvaluationReport.ts";
import { createEvaluationReport } from "../../../../../src/learning/report/createEvaluationReport.ts";
import { firstVersion } from "../../../../src/learning/report/reports.ts";
import { findMarkupFault } from "../findMarkupFault.ts";

const NASTY = `<script>alert("1 & 2")</script>'>`;
const DIGEST = `0x${"12".repeat(32)}`;
const values = Array.from(firstVersion.test.labels, (_, row) => (row % 3 === 0 ? undefined : `g${row % 2}`));
const full = createEvaluationReport({
  ...firstVersion,
  attributes: [{ name: "group", values }],
  previousWeights: new Float64Array(9),
});

describe("renderEvaluationReport", () => {
  describe("when a report has everything", () => {
    const page = renderEvaluationReport(full, DIGEST);

    it("is well formed and has no identifier twice", () => {
      expect(findMarkupFault(page)).to.equal(undefined);
      const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).to.equal(ids.length);
    });

    it("needs nothing from elsewhere", () => {
      expect(page).to.not.match(/https?:|<script|<link|<img|@import|url\((?!#)/);
      for (const [, target] of page.matchAll(/href="#([^"]*)"/g)) expect(page).to.include(` id="${target}"`);
    });

    it("shows accuracy, groups, gaps and the digest", () => {
      expect(page).to.include(`${(100 * full.metrics.accuracy).toFixed(1)}%`);
      expect(page).to.include("<bdi>g0</bdi>").and.to.include("not known").and.to.include(DIGEST);
      expect(page).to.include("it is better than version 1 by more than chance");
    });
  });

  describe("when every text is hostile", () => {
    it("escapes it", () => {
      const hostile = createEvaluationReport({
        ...firstVersion,
        subject: {
          ...firstVersion.subject,
          modelId: NASTY,
          roundId: NASTY,
          weightsDigest: NASTY,
          datasetDigests: [NASTY],
        },
        classes: [NASTY, `${NASTY}2`, `${NASTY}3`],
        attributes: [{ name: NASTY, values: values.map((value) => value && NASTY + value) }],
        assumptions: { ...firstVersion.assumptions, currency: NASTY },
      });
      const page = renderEvaluationReport(
        { ...hostile, warnings: [...hostile.warnings, { code: "WORSE", message: NASTY }] },
        NASTY,
      );
      expect(page).to.not.include("<script");
      expect(page.split(escapeHtml(NASTY)).length).to.be.above(15);
      expect(findMarkupFault(page)).to.equal(undefined);
    });
  });

  describe("when a report has no groups, no version before and no finite loss", () => {
    it("says so instead of showing numbers", () => {
      const bare = createEvaluationReport({ ...firstVersion, weights: new Float64Array(9).fill(1e308) });
      const page = renderEvaluationReport(bare, DIGEST);
      expect(findMarkupFault(page)).to.equal(undefined);
      expect(page).to.include("No attribute was declared").and.to.include("no version before");
      expect(page).to.not.match(/NaN|Infinity|undefined/);
    });
  });
});
