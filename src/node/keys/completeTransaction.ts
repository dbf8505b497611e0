import { getAddress, Transaction, type TransactionLike } from "ethers";
import { KeyError } from "./KeyError.ts";

/** What a transaction must say before a key signs it: what is left out would be guessed, and a chain id of 0 holds on every chain. */
const NEEDED = ["to", "chainId", "nonce", "gasLimit", "maxFeePerGas", "maxPriorityFeePerGas"] as const;

/**
 * The unsigned transaction, when it says everything and is for `address`.
 * @throws KeyError `TRANSACTION_INCOMPLETE` naming the field.
 */
export function completeTransaction(request: TransactionLike, address: string): Transaction {
  const missing = NEEDED.find((field) => request[field] === undefined || request[field] === null);
  if (missing !== undefined) throw incomplete(`it does not say its ${missing}`);
  if (BigInt(request.chainId!) === 0n) throw incomplete("its chainId is 0");
  const { from, type, ...rest } = request;
  if ((type ?? 2) !== 2) throw incomplete(`its type is ${type}, not 2`);
  if (from !== undefined && from !== null && getAddress(from) !== address) throw incomplete(`it is for ${from}`);
  return Transaction.from({ ...rest, type: 2 });
}

function incomplete(what: string): KeyError {
  return new KeyError(
    "TRANSACTION_INCOMPLETE",
    `The transaction is not signed: ${what}.`,
    "This is a programming error.",
  );
}
