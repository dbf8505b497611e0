import { BaseError } from "../../src/errors/BaseError.ts";
import type { EvaluationReport } from "../../src/learning/report/EvaluationReport.ts";
import { readEvaluationReport } from "../../src/learning/report/readEvaluationReport.ts";
import { openStore } from "../openStore.ts";

/** An evaluation report, or why there is none to read. */
export type FoundReport = { readonly report: EvaluationReport } | { readonly missing: string };

/** The report behind a digest, from a store; a report that cannot be had is no reason to show nothing. */
export async function readReport(where: string, digest: string): Promise<FoundReport> {
  const store = await openStore(where);
  try {
    return { report: readEvaluationReport(await store.get(digest)) };
  } catch (error) {
    if (!(error instanceof BaseError)) throw error;
    return { missing: error.message.split("\n")[0]! };
  }
}
