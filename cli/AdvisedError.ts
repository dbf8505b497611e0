import { BaseError, type BaseErrorOptions } from "../src/errors/BaseError.ts";

/** An error that knows which command helps, because its code alone does not tell. */
export class AdvisedError extends BaseError {
  override name = "AdvisedError";
  /** Without the program's name. */
  readonly next: string;

  constructor(code: string, message: string, { next, ...options }: BaseErrorOptions & { readonly next: string }) {
    super(code, message, options);
    this.next = next;
  }
}
