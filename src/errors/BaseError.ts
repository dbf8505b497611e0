export type BaseErrorOptions = {
  /** What the user can do about it: the second line of the message. */
  readonly remedy?: string;
  readonly cause?: unknown;
};

/** Every error that this library throws. `code` is stable; the second line of the message says what to do. */
export class BaseError extends Error {
  override name = "BaseError";
  readonly code: string;

  constructor(code: string, message: string, options: BaseErrorOptions = {}) {
    super(
      options.remedy === undefined ? message : `${message}\n${options.remedy}`,
      options.cause === undefined ? {} : { cause: options.cause },
    );
    this.code = code;
  }
}
