import { BaseError } from "../../errors/BaseError.ts";

export type TableErrorCode =
  | "TABLE_EMPTY"
  | "TABLE_UNREADABLE"
  | "TABLE_NO_SUCH_COLUMN"
  | "TABLE_ONE_CLASS"
  | "TABLE_TOO_MANY_CLASSES"
  | "TABLE_TOO_FEW_ROWS"
  | "TABLE_NO_FEATURES";

/** A table that no model can be trained on, and what to change about it. */
export class TableError extends BaseError {
  override name = "TableError";
  declare readonly code: TableErrorCode;

  constructor(code: TableErrorCode, message: string, remedy: string, cause?: unknown) {
    super(code, message, cause === undefined ? { remedy } : { remedy, cause });
  }
}
