import { BaseError } from "../../errors/BaseError.ts";

export type AggregationErrorCode =
  | "AGGREGATION_EMPTY"
  | "AGGREGATION_SHAPE"
  | "AGGREGATION_NOT_FINITE"
  | "AGGREGATION_TOO_FEW"
  | "AGGREGATION_PARAMETER";

/** Updates cannot be combined, or a rule was given a parameter that it cannot work with. */
export class AggregationError extends BaseError {
  override name = "AggregationError";

  constructor(code: AggregationErrorCode, message: string, remedy: string) {
    super(code, message, { remedy });
  }
}
