import type { EvaluationReport, GroupReport, ReportWarning } from "./EvaluationReport.ts";

/** Below this many rows, rates say little: the 95 % interval of an accuracy is some ±0.18 wide. */
const LEAST_ROWS = 30;
const LEAST_ROWS_OF_CLASS = 10;
const MOST_CALIBRATION_ERROR = 0.1;

/** What a reader of the figures has to know first. */
export function findWarnings(report: Omit<EvaluationReport, "warnings">): ReportWarning[] {
  const { metrics, change, confusion, classes, calibration, groups } = report;
  const warnings: ReportWarning[] = [];
  const warn = (code: ReportWarning["code"], message: string) => warnings.push({ code, message });

  if (metrics.rows < LEAST_ROWS) warn("FEW_ROWS", `The test has ${metrics.rows} rows, fewer than ${LEAST_ROWS}.`);
  for (const [c, row] of confusion.entries()) {
    const rows = row.reduce((sum, count) => sum + count, 0);
    if (rows < LEAST_ROWS_OF_CLASS) {
      const message = `Class "${classes[c]}" has ${rows} test rows, fewer than ${LEAST_ROWS_OF_CLASS}.`;
      warn("FEW_ROWS_OF_CLASS", message);
    }
  }
  if (metrics.loss === null) warn("NOT_FINITE", "The model's output is not finite on some rows.");
  const { expectedError } = calibration;
  if (expectedError !== null && expectedError > MOST_CALIBRATION_ERROR) {
    warn("CALIBRATION", `The stated confidence is off by ${expectedError.toFixed(3)} on average.`);
  }
  if (change !== null) {
    if (!change.loss.isSignificant) warn("NOT_BETTER", "The change in loss is within chance of the version before.");
    else if ((change.loss.mean ?? 0) > 0) warn("WORSE", "The loss is significantly above that of the version before.");
  }
  for (const group of groups) warnAboutGroup(group, metrics.accuracy, warn);
  return warnings;
}

function warnAboutGroup(
  { attribute, value, metrics, change }: GroupReport,
  overall: number,
  warn: (code: ReportWarning["code"], message: string) => void,
): void {
  const name = value === null ? `without ${attribute}` : `${attribute} "${value}"`;
  if (metrics.rows < LEAST_ROWS) {
    warn("FEW_ROWS", `Group ${name} has ${metrics.rows} rows, fewer than ${LEAST_ROWS}.`);
  }
  if (overall < metrics.accuracyLow || overall > metrics.accuracyHigh) {
    const message = `Group ${name}: the accuracy of all rows, ${overall.toFixed(3)}, is outside the group's 95 % interval, ${metrics.accuracyLow.toFixed(3)} to ${metrics.accuracyHigh.toFixed(3)}.`;
    warn("ACCURACY_GAP", message);
  }
  if (change?.loss.isSignificant === true && (change.loss.mean ?? 0) > 0) {
    warn("WORSE", `Group ${name}: the loss is significantly above that of the version before.`);
  }
}
