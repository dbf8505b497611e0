import { canonicalJson } from "../../storage/canonicalJson.ts";
import type { EvaluationReport } from "./EvaluationReport.ts";
import { findMismatch, type Shape } from "./findMismatch.ts";
import { ReportError } from "./ReportError.ts";

const difference: Shape = { fields: { mean: "number?", standardError: "number?", isSignificant: "boolean" } };
const change: Shape = { fields: { loss: difference, accuracy: difference }, isNullable: true };
const metrics: Shape = {
  fields: {
    rows: "number",
    loss: "number?",
    accuracy: "number",
    accuracyLow: "number",
    accuracyHigh: "number",
    balancedAccuracy: "number",
    macroF1: "number",
  },
};
const reportShape: Shape = {
  fields: {
    format: "string",
    subject: {
      fields: {
        modelId: "string",
        version: "number",
        previousVersion: "number?",
        roundId: "string?",
        weightsDigest: "string?",
        testDigest: "string?",
        datasetDigests: ["string"],
      },
    },
    network: { fields: { widths: ["number"], parameters: "number" } },
    classes: ["string"],
    metrics,
    change,
    calibration: {
      fields: {
        expectedError: "number?",
        brierScore: "number?",
        bins: [
          { fields: { from: "number", to: "number", rows: "number", confidence: "number?", accuracy: "number?" } },
        ],
      },
    },
    confusion: [["number"]],
    groups: [
      {
        fields: {
          attribute: "string",
          value: "string?",
          metrics,
          lossGap: "number?",
          accuracyGap: "number",
          selectionRates: ["number"],
          truePositiveRates: ["number?"],
          change,
        },
      },
    ],
    disparities: [
      {
        fields: { attribute: "string", className: "string", demographicParity: "number?", equalOpportunity: "number?" },
      },
    ],
    resources: {
      fields: {
        assumptions: { fields: { operationsPerJoule: "number", pricePerKilowattHour: "number", currency: "string" } },
        work: { fields: { contributors: "number", steps: "number", batchSize: "number" } },
        trainingOperations: "number",
        predictionOperations: "number",
        trainingJoules: "number",
        predictionJoules: "number",
        trainingCost: "number",
        millionPredictionsCost: "number",
      },
    },
    warnings: [{ fields: { code: "string", message: "string" } }],
  },
};

/**
 * Reads what `writeEvaluationReport` wrote: the canonical form and the fields of a report, no others. Whether its figures
 * are true, only measuring again can tell.
 * @throws ReportError `REPORT_BAD_FILE`.
 */
export function readEvaluationReport(bytes: Uint8Array): EvaluationReport {
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(text);
  } catch {
    throw refuse("The bytes are not JSON text in UTF-8.");
  }
  const path = findMismatch(value, reportShape);
  if (path !== undefined) throw refuse(`The report's "${path}" is not what a report has there.`);
  const report = value as EvaluationReport;
  if (report.format !== "commonweights-evaluation-1") {
    throw refuse(`The report has the unknown format ${JSON.stringify(report.format)}.`);
  }
  if (`${canonicalJson(report)}\n` !== text) throw refuse("The report is not in canonical form.");
  return report;
}

function refuse(message: string): ReportError {
  return new ReportError("REPORT_BAD_FILE", message, "Ask its author for what writeEvaluationReport wrote.");
}
