import type { EvaluationReport } from "../learning/report/EvaluationReport.ts";
import { readEvaluationReport } from "../learning/report/readEvaluationReport.ts";
import { contentSchema } from "./contentSchema.ts";
import { readWith } from "./readWith.ts";

/** An evaluation report: the file's bytes or text in, the report out. A digest is of the bytes, so they must be canonical. */
export const evaluationReportSchema = contentSchema.transform(readWith<EvaluationReport>(readEvaluationReport));
