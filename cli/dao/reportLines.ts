import type { Difference, EvaluationReport, Measured } from "../../src/learning/report/EvaluationReport.ts";
import { formatFields } from "../output/formatFields.ts";
import { formatTable } from "../output/formatTable.ts";
import { printable } from "../output/printable.ts";
import { wrap } from "../output/wrap.ts";

/** What an evaluation report says, for whoever decides on a version: its figures, the change, the groups, its warnings. */
export function reportLines({ subject, metrics, change, groups, warnings }: EvaluationReport): string[] {
  const compared = subject.previousVersion === null ? "" : `, compared with version ${subject.previousVersion}`;
  const fields = formatFields([
    [
      "Measured",
      `version ${subject.version} of model ${printable(subject.modelId)} on ${metrics.rows} rows${compared}`,
    ],
    ["Loss", `${before(metrics.loss, change?.loss)}${fixed(metrics.loss)}${chance(change?.loss)}`],
    [
      "Accuracy",
      `${before(metrics.accuracy, change?.accuracy)}${fixed(metrics.accuracy)}${chance(change?.accuracy)}; ` +
        `95% interval ${fixed(metrics.accuracyLow)} to ${fixed(metrics.accuracyHigh)}`,
    ],
  ]);
  const table = formatTable(
    [
      { title: "Group", value: ({ attribute, value }) => printable(`${attribute}: ${value ?? "not known"}`) },
      { title: "Rows", value: (group) => String(group.metrics.rows), isRight: true },
      { title: "Loss", value: (group) => shift(group.metrics.loss, group.change?.loss), isRight: true },
      { title: "Accuracy", value: (group) => shift(group.metrics.accuracy, group.change?.accuracy), isRight: true },
    ],
    groups,
    "",
  );
  return [
    ...fields.split("\n"),
    ...(groups.length === 0 ? [] : ["", ...table.split("\n")]),
    ...warnings.flatMap(({ message }) => wrap(`Warning: ${printable(message)}`, 80)),
  ];
}

function fixed(value: Measured): string {
  return value === null ? "not a number" : value.toFixed(4);
}

/** The previous version's figure and an arrow. */
function before(value: Measured, difference: Difference | undefined): string {
  if (value === null || difference === undefined || difference.mean === null) return "";
  return `${fixed(value - difference.mean)} → `;
}

function shift(value: Measured, difference: Difference | undefined): string {
  return `${before(value, difference)}${fixed(value)}`;
}

function chance(difference: Difference | undefined): string {
  if (difference === undefined) return "";
  return difference.isSignificant ? " (more than chance)" : " (may be chance)";
}
