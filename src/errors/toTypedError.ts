import { type CallExceptionError, isCallException, isError } from "ethers";
import { BaseError } from "./BaseError.ts";
import { decodeRevert } from "./decodeRevert.ts";
import { RetryableError } from "./RetryableError.ts";

/** Turns whatever ethers threw into one of our errors; reverts are decoded with the errors of all our contracts. */
export function toTypedError(error: unknown): BaseError {
  if (error instanceof BaseError) return error;
  const data = revertDataOf(error);
  if (data !== undefined) return decodeRevert(data, error);
  if (isOfNetwork(error)) {
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
  if (isError(error, "UNSUPPORTED_OPERATION") && error.operation === "sendTransaction") {
    return new BaseError("NO_SIGNER", "This action needs an account, and the client only reads.", {
      remedy: "Give the client a signer as its runner.",
      cause: error,
    });
  }
  if (isError(error, "INVALID_ARGUMENT")) {
    return new BaseError("ARGUMENT_INVALID", `${error.argument}: ${error.shortMessage}.`, {
      remedy:
        "The parameter's description says what it must be: digests are 32 bytes, amounts and identifiers bigints.",
      cause: error,
    });
  }
  if (isCallException(error)) return failedWithoutReason(error);
  return new BaseError("CALL_FAILED", error instanceof Error ? error.message : String(error), { cause: error });
}

/** What Node calls a connection that did not come about or broke. */
const BROKEN = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "EPIPE",
  "UND_ERR_SOCKET",
]);

function isOfNetwork(error: unknown): boolean {
  if (isError(error, "NETWORK_ERROR") || isError(error, "TIMEOUT") || isError(error, "SERVER_ERROR")) return true;
  for (let at: unknown = error, depth = 0; isObject(at) && depth < 6; depth++) {
    if (typeof at.code === "string" && BROKEN.has(at.code)) return true;
    at = at.cause;
  }
  return false;
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
