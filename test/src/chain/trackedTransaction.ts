import { toBeHex } from "ethers";
import type { Attempt, TrackedTransaction } from "../../../src/chain/TrackedTransaction.ts";

export const GWEI = 10n ** 9n;

let made = 0;

/** An attempt that was signed at chain time 1000; `change` says what is otherwise. */
export function anAttempt(change: Partial<Attempt> = {}): Attempt {
  made += 1;
  return {
    hash: toBeHex(made, 32),
    raw: toBeHex(made),
    isCancel: false,
    signedAt: 1_000,
    maxFeePerGas: 10n * GWEI,
    maxPriorityFeePerGas: GWEI,
    ...change,
  };
}

/** A transaction that waits, valid until chain time 5000; `change` says what is otherwise. */
export function aTransaction(nonce: number, change: Partial<TrackedTransaction> = {}): TrackedTransaction {
  return {
    nonce,
    key: `act ${nonce}`,
    to: toBeHex(0xaa, 20),
    data: "0x01",
    gas: 100_000n,
    validFrom: 0,
    validUntil: 5_000,
    attempts: [anAttempt()],
    inclusion: undefined,
    isDisplaced: false,
    ...change,
  };
}
