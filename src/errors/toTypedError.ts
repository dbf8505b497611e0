import { type CallExceptionError, isCallException, isError } from "ethers";
import { BaseError } from "./BaseError.ts";
import { decodeRevert } from "./decodeRevert.ts";
import { RetryableError } from "./RetryableError.ts";

/** Turns whatever ethers threw into one of our errors; reverts are decoded with the errors of all our contracts. */
export function toTypedError(error: unknown): BaseError {
  if (error instanceof BaseError) return error;
  const data = revertDataOf(error);
  if (data !== undefined) return decodeRevert(data, error);
  if (isError(error, "NETWORK_ERROR") || isError(error, "TIMEOUT") || isError(error, "SERVER_ERROR")) {
    return new RetryableError("NODE_UNREACHABLE", "The node could not be reached.", {
      remedy: "Check the RPC endpoint and try again.",
      cause: error,
    });
  }
  if (isError(error, "INSUFFICIENT_FUNDS")) {
    return new BaseError("INSUFFICIENT_FUNDS", "The account cannot pay for the gas of this transaction.", {
      remedy: "Send it some of the chain's native currency and try again.",
      cause: error,
    });
  }
  if (isCallException(error)) return failedWithoutReason(error);
  return new BaseError("CALL_FAILED", error instanceof Error ? error.message : String(error), { cause: error });
}

/** A call that failed without a custom error: nodes say so when there is no such contract or function, or gas ran out. */
function failedWithoutReason(error: CallExceptionError): BaseError {
  const hash = error.receipt?.hash;
  return hash === undefined
    ? new BaseError("CALL_FAILED", `The call of ${error.transaction.to ?? "no contract"} failed without a reason.`, {
        remedy: "Check that the address is right on this network, and that its contract is of this version.",
        cause: error,
      })
    : new BaseError("CALL_FAILED", `Transaction ${hash} was mined and failed; the chain keeps no reason.`, {
        remedy:
          "Try the same call again without sending it: that tells why it fails now. Often others were faster, or gas ran out.",
        cause: error,
      });
}

/** The revert data inside an ethers or JSON-RPC error, wherever the node put it. */
function revertDataOf(error: unknown): string | undefined {
  if (isCallException(error) && isRevertData(error.data)) return error.data;
  for (let at: unknown = error, depth = 0; isObject(at) && depth < 6; depth++) {
    if (isRevertData(at.data)) return at.data;
    if (isObject(at.data) && isRevertData(at.data.data)) return at.data.data;
    at = at.error ?? at.info ?? at.cause;
  }
  return undefined;
}

function isRevertData(value: unknown): value is string {
  return typeof value === "string" && /^0x[0-9a-f]{8,}$/i.test(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
