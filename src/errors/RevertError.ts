import { BaseError } from "./BaseError.ts";
import { explainError } from "./explainError.ts";

/**
 * A contract refused the call. `errorName` and `args` are those of its custom error; the message says in words what happened,
 * and on its second line what the user can do.
 */
export class RevertError extends BaseError {
  override name = "RevertError";
  readonly errorName: string;
  readonly args: Readonly<Record<string, unknown>>;

  constructor(errorName: string, args: Readonly<Record<string, unknown>>, cause: unknown) {
    const [happened, remedy] = explainError(errorName, args);
    super("REVERTED", `${happened.charAt(0).toUpperCase()}${happened.slice(1)} (${errorName}).`, { remedy, cause });
    this.errorName = errorName;
    this.args = args;
  }
}
