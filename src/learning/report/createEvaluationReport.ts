import type { Examples } from "../Examples.ts";
import type { Network } from "../Network.ts";
import { parameterCount } from "../parameterCount.ts";
import { calibrate } from "./calibrate.ts";
import { classProbabilities, type Outputs } from "./classProbabilities.ts";
import { confusionOf } from "./confusionOf.ts";
import { differenceOf } from "./differenceOf.ts";
import { disparitiesOf } from "./disparitiesOf.ts";
import type {
  Change,
  DeclaredWork,
  EvaluationReport,
  GroupReport,
  Metrics,
  ReportSubject,
  ResourceAssumptions,
} from "./EvaluationReport.ts";
import { estimateResources } from "./estimateResources.ts";
import { findWarnings } from "./findWarnings.ts";
import { type GroupAttribute, groupsOf } from "./groupsOf.ts";
import { metricsOf } from "./metricsOf.ts";
import { ReportError } from "./ReportError.ts";

export type CreateEvaluationReportParameters = {
  readonly subject: ReportSubject;
  /** A classifier: softmax over `classes`. */
  readonly network: Network;
  readonly weights: Float64Array;
  /** Weights of the version before, of the same network. */
  readonly previousWeights?: Float64Array;
  /** Names in the order of class indices. */
  readonly classes: readonly string[];
  /** Rows that nobody trained on. */
  readonly test: Examples;
  readonly attributes?: readonly GroupAttribute[];
  /** Equal-width bins of confidence; 10 unless given. */
  readonly bins?: number;
  readonly work: DeclaredWork;
  readonly assumptions: ResourceAssumptions;
};

/**
 * Measures one version of a model on test rows. Pure, and from exact operations only: whoever has the weights and the
 * rows gets the same report and so the same digest. Losses are plain cross-entropies, whatever weights training gave to
 * classes.
 * @throws LearningError when shapes do not fit. @throws ReportError `REPORT_BAD_INPUT` when names or groups do not.
 */
export function createEvaluationReport(parameters: CreateEvaluationReportParameters): EvaluationReport {
  const { subject, network, classes, test, attributes = [], bins = 10, work, assumptions } = parameters;
  assertNames(parameters, bins);
  const outputs = classProbabilities(network, parameters.weights, test);
  const previous =
    parameters.previousWeights === undefined
      ? undefined
      : classProbabilities(network, parameters.previousWeights, test);
  const all = Array.from(test.labels.keys());
  const overall = measure(all, { classes: classes.length, labels: test.labels, outputs, previous });
  const groups = groupsOf(attributes, test.labels.length).map(({ attribute, value, rows }): GroupReport => {
    const { metrics, confusion, change } = measure(rows, {
      classes: classes.length,
      labels: test.labels,
      outputs,
      previous,
    });
    const isComparable = metrics.loss !== null && overall.metrics.loss !== null;
    return {
      attribute,
      value,
      metrics,
      lossGap: isComparable ? (metrics.loss as number) - (overall.metrics.loss as number) : null,
      accuracyGap: metrics.accuracy - overall.metrics.accuracy,
      selectionRates: confusion.map(
        (_, c) => confusion.reduce((sum, row) => sum + (row[c] as number), 0) / rows.length,
      ),
      truePositiveRates: confusion.map((row, c) => {
        const ofClass = row.reduce((sum, count) => sum + count, 0);
        return ofClass === 0 ? null : (row[c] as number) / ofClass;
      }),
      change,
    };
  });
  const report = {
    format: "commonweights-evaluation-1",
    subject,
    network: { widths: network.widths, parameters: parameterCount(network) },
    classes,
    metrics: overall.metrics,
    change: overall.change,
    calibration: calibrate(outputs, test.labels, bins),
    confusion: overall.confusion,
    groups,
    disparities: disparitiesOf(groups, classes),
    resources: estimateResources(network, work, assumptions),
  } as const;
  return { ...report, warnings: findWarnings(report) };
}

type MeasureParameters = {
  readonly classes: number;
  readonly labels: Uint32Array;
  readonly outputs: Outputs;
  readonly previous: Outputs | undefined;
};

type MeasuredRows = {
  readonly metrics: Metrics;
  readonly confusion: readonly (readonly number[])[];
  readonly change: Change | null;
};

/** Everything that is measured alike on all rows and on the rows of a group. */
function measure(rows: readonly number[], { classes, labels, outputs, previous }: MeasureParameters): MeasuredRows {
  const lossOf = ({ losses }: Outputs, row: number): number =>
    losses[row * classes + (labels[row] as number)] as number;
  const hitOf = ({ predicted }: Outputs, row: number): number => (predicted[row] === labels[row] ? 1 : 0);
  const confusion = confusionOf(classes, labels, outputs.predicted, rows);
  const losses = rows.map((row) => lossOf(outputs, row));
  return {
    metrics: metricsOf(losses, confusion),
    confusion,
    change:
      previous === undefined
        ? null
        : {
            loss: differenceOf(rows.map((row) => lossOf(outputs, row) - lossOf(previous, row))),
            accuracy: differenceOf(rows.map((row) => hitOf(outputs, row) - hitOf(previous, row))),
          },
  };
}

function assertNames({ network, classes }: CreateEvaluationReportParameters, bins: number): void {
  if (network.loss === "squared") {
    const message = "The network predicts numbers, but an evaluation report is of classes.";
    throw new ReportError("REPORT_BAD_INPUT", message, "Report on a network with softmax loss.");
  }
  const outputs = network.widths[network.widths.length - 1];
  if (classes.length !== outputs || new Set(classes).size !== outputs) {
    const message = `The network has ${outputs} classes, but ${new Set(classes).size} different names were given.`;
    throw new ReportError("REPORT_BAD_INPUT", message, "Give the classes of the encoding that the rows have.");
  }
  if (!Number.isSafeInteger(bins) || bins < 1 || bins > 1000) {
    throw new ReportError("REPORT_BAD_INPUT", `There cannot be ${bins} bins of confidence.`, "Usual are 10 or 15.");
  }
}
