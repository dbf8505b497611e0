import { BaseError } from "../src/errors/BaseError.ts";
import { RevertError } from "../src/errors/RevertError.ts";

/** What contracts say about an identifier that nothing has. */
const unknown = new Set(["ERC721NonexistentToken", "TrainingRoundsUnknownRound"]);

/** The result of a read; a contract that knows no such thing becomes `NOT_FOUND`, with the command that lists what there is. */
export async function orNotFound<T>(reading: Promise<T>, what: string, list: string): Promise<T> {
  try {
    return await reading;
  } catch (cause) {
    if (!(cause instanceof RevertError) || !unknown.has(cause.errorName)) throw cause;
    throw new BaseError("NOT_FOUND", `There is no ${what}.`, { remedy: `See commonweights ${list}.`, cause });
  }
}
