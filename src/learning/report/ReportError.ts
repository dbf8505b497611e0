import { BaseError } from "../../errors/BaseError.ts";

export type ReportErrorCode = "REPORT_BAD_INPUT" | "REPORT_BAD_FILE";

/** An evaluation report that cannot be made, or bytes that are none. */
export class ReportError extends BaseError {
  override name = "ReportError";

  constructor(code: ReportErrorCode, message: string, remedy: string) {
    super(code, message, { remedy });
  }
}
