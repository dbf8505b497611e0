import { expect } from "chai";
import fc from "fast-check";
import { createRandom } from "../../../../src/learning/createRandom.ts";
import type { Examples } from "../../../../src/learning/Examples.ts";
import { evaluate } from "../../../../src/learning/evaluate.ts";
import { createEvaluationReport } from "../../../../src/learning/report/createEvaluationReport.ts";
import { writeEvaluationReport } from "../../../../src/learning/report/writeEvaluationReport.ts";
import { clouds, firstVersion } from "./reports.ts";

/**
 * A linear model on one feature x with the logits (x, 0): p = σ(x) for class "yes". Rows at x = ln 3 and −ln 3 get 3/4
 * and 1/4 exactly enough to compute by hand.
 */
const LN3 = Math.log(3);
const weights = Float64Array.of(1, 0, 0, 0);
/** Predictions yes yes no no yes; truths yes no no yes yes. */
const test: Examples = {
  width: 1,
  features: Float64Array.of(LN3, LN3, -LN3, -LN3, LN3),
  labels: Uint32Array.of(0, 1, 1, 0, 0),
};
const byHand = {
  ...firstVersion,
  network: { widths: [1, 2] },
  weights,
  classes: ["yes", "no"],
  test,
  attributes: [{ name: "region", values: ["b", "a", "a", "b", undefined] }],
};

describe("createEvaluationReport", () => {
  describe("when the figures can be computed by hand", () => {
    const report = createEvaluationReport(byHand);
    const [nat1, nat2] = [Math.log(4 / 3), Math.log(4)];

    it("counts rows by true and predicted class", () => {
      expect(report.confusion).to.deep.equal([
        [2, 1],
        [1, 1],
      ]);
    });

    it("measures loss, accuracy, balanced accuracy and macro F1", () => {
      const { metrics } = report;
      expect(metrics.rows).to.equal(5);
      expect(metrics.loss).to.be.closeTo((3 * nat1 + 2 * nat2) / 5, 1e-12);
      expect(metrics.accuracy).to.equal(3 / 5);
      expect(metrics.balancedAccuracy).to.be.closeTo((2 / 3 + 1 / 2) / 2, 1e-15);
      // yes: precision and recall 2/3; no: both 1/2.
      expect(metrics.macroF1).to.be.closeTo((2 / 3 + 1 / 2) / 2, 1e-15);
    });

    it("gives Wilson's interval", () => {
      // Center (0.6 + 3.8415/10) / 1.7683 = 0.5565, half width 1.96 · √((0.24 + 3.8415/20) / 5) / 1.7683 = 0.3258.
      expect(report.metrics.accuracyLow).to.be.closeTo(0.2307, 5e-5);
      expect(report.metrics.accuracyHigh).to.be.closeTo(0.8824, 5e-5);
    });

    it("measures calibration", () => {
      const { calibration } = report;
      // All rows are given with confidence 3/4, and 3 of 5 are right.
      expect(calibration.expectedError).to.be.closeTo(0.15, 1e-12);
      expect(calibration.brierScore).to.be.closeTo((3 * 2 * (1 / 16) + 2 * 2 * (9 / 16)) / 5, 1e-12);
      expect(calibration.bins).to.have.lengthOf(10);
      expect(calibration.bins.map(({ rows }) => rows)).to.deep.equal([0, 0, 0, 0, 0, 0, 0, 5, 0, 0]);
      expect(calibration.bins[7]?.accuracy).to.equal(0.6);
      expect(calibration.bins[7]?.confidence).to.be.closeTo(0.75, 1e-12);
      expect(calibration.bins[0]).to.include({ confidence: null, accuracy: null });
    });

    it("measures each group beside all rows, missing values last", () => {
      const [a, b, none] = report.groups;
      expect(report.groups.map(({ value }) => value)).to.deep.equal(["a", "b", null]);
      // a: rows 1 and 2, both truly "no"; given "yes", "no".
      expect(a?.metrics.accuracy).to.equal(0.5);
      expect(a?.accuracyGap).to.be.closeTo(-0.1, 1e-15);
      expect(a?.lossGap).to.be.closeTo((nat1 + nat2) / 2 - (3 * nat1 + 2 * nat2) / 5, 1e-12);
      expect(a?.selectionRates).to.deep.equal([0.5, 0.5]);
      expect(a?.truePositiveRates).to.deep.equal([null, 0.5]);
      // b: rows 0 and 3, both truly "yes"; given "yes", "no".
      expect(b?.truePositiveRates).to.deep.equal([0.5, null]);
      expect(none?.metrics.rows).to.equal(1);
      expect(none?.selectionRates).to.deep.equal([1, 0]);
    });

    it("measures how far groups are apart", () => {
      expect(report.disparities).to.deep.equal([
        // Selection: 0.5, 0.5 and 1; true positives of "yes": 0.5 and 1; of "no": only group a has such rows.
        { attribute: "region", className: "yes", demographicParity: 0.5, equalOpportunity: 0.5 },
        { attribute: "region", className: "no", demographicParity: 0.5, equalOpportunity: null },
      ]);
    });

    it("warns of few rows, of classes and of groups", () => {
      expect(report.warnings.map(({ code }) => code)).to.deep.equal([
        "FEW_ROWS",
        "FEW_ROWS_OF_CLASS",
        "FEW_ROWS_OF_CLASS",
        "CALIBRATION",
        "FEW_ROWS",
        "FEW_ROWS",
        "FEW_ROWS",
      ]);
      expect(report.warnings[4]?.message).to.equal('Group region "a" has 2 rows, fewer than 30.');
    });

    it("estimates operations, energy and cost", () => {
      // 4 parameters; 10 contributors · 100 steps · 16 rows · 6 · 4 operations; 1e8 per joule; 0.36 per kWh is 1e-7 per joule.
      const { resources } = report;
      expect(resources.trainingOperations).to.equal(384_000);
      expect(resources.predictionOperations).to.equal(8);
      expect(resources.trainingJoules).to.equal(0.00384);
      expect(resources.trainingCost).to.be.closeTo(3.84e-10, 1e-22);
      expect(resources.millionPredictionsCost).to.be.closeTo(8e-9, 1e-20);
    });

    it("is not compared with anything", () => {
      expect(report.change).to.equal(null);
      expect(report.groups.map(({ change }) => change)).to.deep.equal([null, null, null]);
    });
  });

  describe("when there is a version before", () => {
    it("gives the mean of paired differences and its standard error", () => {
      // The version before says 1/2 everywhere, which predicts "yes".
      const { change } = createEvaluationReport({ ...byHand, previousWeights: new Float64Array(4) });
      const [better, worse] = [Math.log(4 / 3) - Math.log(2), Math.log(4) - Math.log(2)];
      const mean = (3 * better + 2 * worse) / 5;
      const variance = (3 * (better - mean) ** 2 + 2 * (worse - mean) ** 2) / 4;
      expect(change?.loss.mean).to.be.closeTo(mean, 1e-12);
      expect(change?.loss.standardError).to.be.closeTo(Math.sqrt(variance / 5), 1e-12);
      expect(change?.loss.isSignificant).to.equal(false);
      // Right before: rows 0, 3, 4; now: 0, 2, 4. Differences 0, 0, 1, −1, 0.
      expect(change?.accuracy.mean).to.equal(0);
      expect(change?.accuracy.standardError).to.be.closeTo(Math.sqrt(2 / 4 / 5), 1e-15);
    });

    it("calls a difference significant from 1.96 standard errors, and warns of the others", () => {
      const { network, weights: good, ...rest } = firstVersion;
      const untrained = new Float64Array(good.length);
      const better = createEvaluationReport({ ...rest, network, weights: good, previousWeights: untrained });
      expect(better.change?.loss).to.include({ isSignificant: true });
      expect(better.change?.loss.mean).to.be.below(0);
      const worse = createEvaluationReport({ ...rest, network, weights: untrained, previousWeights: good });
      expect(worse.warnings.map(({ code }) => code)).to.include("WORSE");
      const same = createEvaluationReport({ ...rest, network, weights: good, previousWeights: good });
      expect(same.change?.loss).to.deep.equal({ mean: 0, standardError: 0, isSignificant: false });
      expect(same.warnings.map(({ code }) => code)).to.include("NOT_BETTER");
    });
  });

  describe("when a group is served much worse", () => {
    it("warns of the gap", () => {
      // Rows of group "far" have the other label than the model gives them.
      const { test: rows } = firstVersion;
      const values = Array.from(rows.labels, (_, row) => (row % 4 === 0 ? "far" : "near"));
      const labels = rows.labels.map((label, row) => (row % 4 === 0 ? (label + 1) % 3 : label));
      const report = createEvaluationReport({
        ...firstVersion,
        test: { ...rows, labels },
        attributes: [{ name: "place", values }],
      });
      const messages = report.warnings.flatMap(({ code, message }) => (code === "ACCURACY_GAP" ? [message] : []));
      expect(messages).to.have.lengthOf(2);
      expect(messages[0]).to.match(/^Group place "far": the accuracy of all rows, 0\.7\d\d, is outside/);
    });
  });

  describe("when it is measured twice", () => {
    it("agrees with evaluate, and permuting rows changes no group", () => {
      const property = (seed: number): void => {
        const random = createRandom(seed);
        const rows = clouds(60, seed);
        const order = random.shuffle(Array.from(rows.labels.keys()));
        const values = Array.from(rows.labels, () => String(random.integer(3)));
        const permuted: Examples = {
          width: 2,
          features: Float64Array.from(order.flatMap((row) => [...rows.features.subarray(2 * row, 2 * row + 2)])),
          labels: Uint32Array.from(order, (row) => rows.labels[row] as number),
        };
        const report = createEvaluationReport({ ...firstVersion, test: rows, attributes: [{ name: "g", values }] });
        const other = createEvaluationReport({
          ...firstVersion,
          test: permuted,
          attributes: [{ name: "g", values: order.map((row) => values[row] as string) }],
        });
        const { loss, accuracy } = evaluate(firstVersion.network, firstVersion.weights, rows);
        expect(report.metrics.accuracy).to.equal(accuracy);
        expect(report.metrics.loss).to.be.closeTo(loss, 1e-12);
        expect(other.confusion).to.deep.equal(report.confusion);
        expect(other.groups.map(({ truePositiveRates }) => truePositiveRates)).to.deep.equal(
          report.groups.map(({ truePositiveRates }) => truePositiveRates),
        );
        expect(report.groups.reduce((sum, { metrics }) => sum + metrics.rows, 0)).to.equal(60);
      };
      fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), property), { seed: 1, numRuns: 20 });
    });
  });

  describe("when weights overflow", () => {
    it("says null and warns, and the report can be written", () => {
      const report = createEvaluationReport({ ...byHand, weights: Float64Array.of(1e308, 1e308, 1e308, 1e308) });
      expect(report.metrics.loss).to.equal(null);
      expect(report.calibration).to.include({ expectedError: null, brierScore: null });
      expect(report.warnings.map(({ code }) => code)).to.include("NOT_FINITE");
      expect(new TextDecoder().decode(writeEvaluationReport(report))).to.not.match(/NaN|Infinity/);
    });
  });

  for (const [what, change] of [
    ["a class has no name", { classes: ["yes"] }],
    ["two classes have one name", { classes: ["yes", "yes"] }],
    ["a row has no group", { attributes: [{ name: "region", values: ["a"] }] }],
    [
      "two attributes have one name",
      {
        attributes: [
          { name: "region", values: ["a", "a", "a", "a", "a"] },
          { name: "region", values: ["a", "a", "a", "a", "a"] },
        ],
      },
    ],
    ["there are no bins", { bins: 0 }],
    ["the network predicts numbers", { network: { widths: [1, 2], loss: "squared" } }],
  ] as const) {
    describe(`when ${what}`, () => {
      it("throws REPORT_BAD_INPUT", () => {
        expect(() => createEvaluationReport({ ...byHand, ...change }))
          .to.throw()
          .with.property("code", "REPORT_BAD_INPUT");
      });
    });
  }

  describe("when an attribute names every row", () => {
    it("throws REPORT_BAD_INPUT, because it would report single rows", () => {
      const rows = clouds(150, 3);
      const attributes = [{ name: "id", values: Array.from(rows.labels.keys(), String) }];
      expect(() => createEvaluationReport({ ...firstVersion, test: rows, attributes }))
        .to.throw(/150 different values/)
        .with.property("code", "REPORT_BAD_INPUT");
    });
  });
});
