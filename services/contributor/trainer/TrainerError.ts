import { BaseError } from "../../../src/errors/BaseError.ts";

export type TrainerErrorCode =
  /** The owner's data cannot be read, or does not fit the encoding or the round's network. */
  | "TRAINER_DATA"
  /** The program could not be started or said that it failed; or the built-in trainer broke. */
  | "TRAINER_FAILED"
  | "TRAINER_TIMEOUT"
  | "TRAINER_STOPPED"
  | "TRAINER_OUTPUT_MISSING"
  | "TRAINER_OUTPUT_TOO_LARGE"
  | "TRAINER_OUTPUT_UNREADABLE"
  /** Training ended with numbers that nobody can score. */
  | "TRAINER_DIVERGED";

export type TrainerErrorOptions = {
  readonly remedy: string;
  readonly detail?: string;
  readonly cause?: unknown;
};

/** A round for which there is no update. Messages name files, rows and columns, never what a cell holds. */
export class TrainerError extends BaseError {
  override name = "TrainerError";
  declare readonly code: TrainerErrorCode;
  /**
   * The last of what the owner's program printed. It may quote the owner's data, so it is not enumerable: only who asks
   * for it by name logs it.
   */
  declare readonly detail: string | undefined;

  constructor(code: TrainerErrorCode, message: string, { remedy, detail, cause }: TrainerErrorOptions) {
    super(code, message, { remedy, cause });
    Object.defineProperty(this, "detail", { value: detail, enumerable: false });
  }
}
