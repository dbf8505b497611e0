import { canonicalJson } from "../../storage/canonicalJson.ts";
import type { EvaluationReport } from "./EvaluationReport.ts";

/** A report as the one file with that content: canonical JSON, a newline, UTF-8. Its SHA-256 goes on chain. */
export function writeEvaluationReport(report: EvaluationReport): Uint8Array {
  return new TextEncoder().encode(`${canonicalJson(report)}\n`);
}
