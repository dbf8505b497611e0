import { BaseError } from "./BaseError.ts";

/** A contract refused the call. `errorName` and `args` are those of its custom error. */
export class RevertError extends BaseError {
  override name = "RevertError";
  readonly errorName: string;
  readonly args: Readonly<Record<string, unknown>>;

  constructor(errorName: string, args: Readonly<Record<string, unknown>>, cause: unknown) {
    const listed = Object.entries(args).map(([name, value]) => `${name} = ${String(value)}`);
    super("REVERTED", `The contract refused: ${errorName}(${listed.join(", ")}).`, {
      remedy: "Every error is explained where it is declared, in the contract's interface.",
      cause,
    });
    this.errorName = errorName;
    this.args = args;
  }
}
