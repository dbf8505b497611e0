import { Interface, type ParamType } from "ethers";
import { errorsAbi } from "../abi/errorsAbi.ts";
import { RevertError } from "./RevertError.ts";

/** ethers knows Solidity's own errors, without a name for what they carry. */
const builtInArgs: Readonly<Record<string, string>> = { Error: "reason", Panic: "code" };

let known: Interface | undefined;

/**
 * Turns the data of a revert into an error that explains itself: any custom error of our contracts and of those they are made
 * of, and Solidity's own. What none of them declares becomes `UnknownError`, with the data.
 */
export function decodeRevert(data: string, cause?: unknown): RevertError {
  // Made on first use: it costs more than importing this file.
  known ??= new Interface(errorsAbi);
  const parsed = parseError(known, data);
  if (parsed === null) return new RevertError("UnknownError", { data }, cause);
  const nameOf = ({ name }: ParamType) => name || (builtInArgs[parsed.name] ?? "");
  const args = Object.fromEntries(parsed.fragment.inputs.map((input, k) => [nameOf(input), parsed.args[k] as unknown]));
  return new RevertError(parsed.name, args, cause);
}

/** Null also where the selector is known and the rest does not fit it. */
function parseError(errors: Interface, data: string) {
  try {
    return errors.parseError(data);
  } catch {
    return null;
  }
}
