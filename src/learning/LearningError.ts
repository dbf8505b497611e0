import { BaseError } from "../errors/BaseError.ts";

export type LearningErrorCode =
  | "LEARNING_NETWORK"
  | "LEARNING_SHAPE"
  | "LEARNING_NO_ROWS"
  | "LEARNING_LABEL"
  | "LEARNING_TARGET"
  | "LEARNING_BAD_FILE"
  | "LEARNING_NO_SIMD";

/** Parameters, updates or examples do not fit the network, or it cannot be built. */
export class LearningError extends BaseError {
  override name = "LearningError";

  constructor(code: LearningErrorCode, message: string, remedy: string) {
    super(code, message, { remedy });
  }
}
