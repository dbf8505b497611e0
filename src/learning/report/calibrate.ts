import type { Outputs } from "./classProbabilities.ts";
import type { Calibration, CalibrationBin } from "./EvaluationReport.ts";
import { measured } from "./measured.ts";

/** Whether the model is right as often as it says; see `Calibration` for the formulas. `labels`: one class per row. */
export function calibrate({ probabilities, predicted }: Outputs, labels: Uint32Array, binCount: number): Calibration {
  const rows = labels.length;
  const classes = probabilities.length / rows;
  const sums = Array.from({ length: binCount }, () => ({ rows: 0, confidence: 0, hits: 0 }));
  let brier = 0;
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < classes; c++) {
      const error = (probabilities[row * classes + c] as number) - (labels[row] === c ? 1 : 0);
      brier += error * error;
    }
    const confidence = probabilities[row * classes + (predicted[row] as number)] as number;
    const bin = sums[Math.min(binCount - 1, Math.floor(confidence * binCount))];
    // A confidence that is no number is in no bin, and the Brier score is null, too.
    if (bin === undefined) continue;
    bin.rows++;
    bin.confidence += confidence;
    if (predicted[row] === labels[row]) bin.hits++;
  }
  const bins = sums.map(
    (bin, b): CalibrationBin => ({
      from: b / binCount,
      to: (b + 1) / binCount,
      rows: bin.rows,
      confidence: measured(bin.confidence / bin.rows),
      accuracy: measured(bin.hits / bin.rows),
    }),
  );
  let expectedError = 0;
  for (const bin of sums) expectedError += Math.abs(bin.hits - bin.confidence) / rows;
  const brierScore = measured(brier / rows);
  return { expectedError: brierScore === null ? null : measured(expectedError), brierScore, bins };
}
